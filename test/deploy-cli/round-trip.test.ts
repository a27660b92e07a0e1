import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, type Seed, startEmulator } from '../../emulator/index'
import {
  describeDeployCli,
  exportTenant,
  FORMATS,
  importTenant,
  inputOf,
  MARKED_SECRETS,
  readFiles,
  withoutPartnerSources,
} from './deploy-cli'

/** Longer than a run of the CLI takes on a busy machine, twice over for those that import. */
const HOOK_TIMEOUT_MS = 240_000

/** So long that the CLI creates the stream while its action is still being deployed. */
const ACTION_DELAY_MS = 300

const supported_triggers = [{ id: 'event-stream', version: 'v1' }]
const subscriptions = [{ event_type: 'user.created' }, { event_type: 'group.member.added' }]

function webhook(name: string, webhook_authorization: object, more: object = {}) {
  return {
    name: `webhook, ${name}`,
    subscriptions,
    destination: {
      type: 'webhook',
      configuration: { webhook_endpoint: `https://example.com/${name}`, webhook_authorization },
    },
    ...more,
  }
}

/** A tenant with every kind of destination and every way to authorize a webhook. */
const SEED = {
  actions: [
    {
      id: '11111111-1111-4111-8111-111111111111',
      name: 'forward users',
      supported_triggers,
      runtime: 'node22',
      code: 'exports.onExecuteEventStream = async (event, api) => {\n  await api.cache.get(event.message.id)\n}\n',
      dependencies: [{ name: 'lodash', version: '4.17.21' }],
      secrets: [{ name: 'TARGET', value: 'https://example.com' }],
    },
    { name: 'not deployed', supported_triggers, code: 'module.exports = {}', deploy: false },
  ],
  event_streams: [
    webhook('bearer', { method: 'bearer', token: 'the-token' }),
    webhook('basic', { method: 'basic', username: 'auth0', password: 'the-password' }, { status: 'disabled' }),
    webhook('header', { method: 'custom_header', header_key: 'X-Key', header_value: 'the-header-value' }),
    {
      name: 'eventbridge',
      subscriptions,
      destination: { type: 'eventbridge', configuration: { aws_account_id: '012345678901', aws_region: 'us-east-1' } },
    },
    {
      name: 'action',
      subscriptions,
      destination: { type: 'action', configuration: { action_id: '11111111-1111-4111-8111-111111111111' } },
    },
  ],
} as unknown as Seed

const CODE = ['actions/forward users/code.js', 'actions/not deployed/code.js']

/** The files of an export. */
const EXPORTED = {
  yaml: [...CODE, 'tenant.yaml'],
  directory: [
    'actions/forward users.json',
    ...CODE.slice(0, 1),
    'actions/not deployed.json',
    ...CODE.slice(1),
    ...['action', 'eventbridge', 'webhook, basic', 'webhook, bearer', 'webhook, header'].map(
      (name) => `event-streams/${name}.json`,
    ),
  ],
}

/** A file that says that there is nothing, for the CLI to delete the rest. */
const NOTHING = 'actions: []\neventStreams: []\n'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deploy-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function wipe(emulator: Emulator): Promise<number> {
  const empty = join(folder, 'nothing.yaml')
  writeFileSync(empty, NOTHING)
  await importTenant(emulator, empty, { AUTH0_ALLOW_DELETE: 'true' })
  return emulator.tenant.eventStreams().length
}

describeDeployCli('auth0-deploy-cli', () => {
  describe.each(FORMATS)('with files of the %s format', (format) => {
    let emulator: Emulator
    let leftByWipe: number
    function filesOf(stage: string) {
      return readFiles(join(folder, format, stage))
    }
    function save(stage: string, env = {}) {
      return exportTenant(emulator, format, join(folder, format, stage), env)
    }
    function load() {
      return importTenant(emulator, inputOf(format, join(folder, format, 'before')))
    }
    function streamNamed(name: string) {
      return emulator.tenant.eventStreams().find((stream) => stream.name === name)
    }

    beforeAll(async () => {
      emulator = await startEmulator({
        tls: true,
        seed: SEED,
        actionDelayMs: ACTION_DELAY_MS,
        onUnknownRoute: 'silent',
      })
      await Promise.all([save('before'), save('secrets', { AUTH0_EXPORT_SECRETS: 'true' })])
      leftByWipe = await wipe(emulator)
      await load()
      await save('after')
    }, HOOK_TIMEOUT_MS)
    afterAll(() => emulator?.close())

    it('exports actions, their code and every stream', () => {
      expect(Object.keys(filesOf('before'))).toEqual(EXPORTED[format])
    })

    it('deletes every stream that the files do not name', () => {
      expect(leftByWipe).toBe(0)
    })

    it('exports the same files after a wipe and an import', () => {
      expect(withoutPartnerSources(filesOf('after'))).toEqual(withoutPartnerSources(filesOf('before')))
    })

    it('finds another partner event source, since the EventBridge stream is another one', () => {
      expect(Object.values(filesOf('after'))).not.toEqual(Object.values(filesOf('before')))
    })

    it('exports a marker for each kind of secret', () => {
      const markers = Object.values(filesOf('before')).flatMap((text) => text.match(/##\w+##/g) ?? [])
      expect(markers.sort()).toEqual(
        Object.keys(MARKED_SECRETS)
          .map((name) => `##${name}##`)
          .sort(),
      )
    })

    it('exports no secret when it is asked for secrets, since the API gives none', () => {
      const text = Object.values(filesOf('secrets')).join('')
      expect(['##', ...Object.values(MARKED_SECRETS)].filter((part) => text.includes(part))).toEqual([])
    })

    it('sends each webhook the secret that its marker stands for', () => {
      const secrets = emulator.tenant
        .eventStreams()
        .flatMap(({ id }) => Object.values(emulator.tenant.secrets(id) ?? {}))
      expect(secrets.sort()).toEqual(Object.values(MARKED_SECRETS).sort())
    })

    it('keeps a disabled stream disabled', () => {
      expect(streamNamed('webhook, basic')?.status).toBe('disabled')
    })

    it('exports the same files after an import over what is there', async () => {
      const before = streamNamed('eventbridge')?.id
      await load()
      await save('again')
      expect([filesOf('again'), streamNamed('eventbridge')?.id]).toEqual([filesOf('after'), before])
    }, 120_000)
  })

  it('exports more streams than fit on one page', async () => {
    const names = Array.from({ length: 51 }, (_, index) => `stream ${index}`)
    const event_streams = names.map((name) => webhook('bearer', { method: 'bearer', token: 'the-token' }, { name }))
    const emulator = await startEmulator({ tls: true, seed: { event_streams } as unknown as Seed })
    await exportTenant(emulator, 'directory', join(folder, 'pages')).finally(() => emulator.close())
    expect(Object.keys(readFiles(join(folder, 'pages')))).toHaveLength(51)
  }, 120_000)
})
