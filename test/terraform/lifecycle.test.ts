import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import {
  action,
  applyCleanly,
  credentials,
  eventbridge,
  requireProvider,
  stream,
  webhook,
  writesTo,
} from './configuration'

interface Revision {
  readonly name: string
  readonly subscriptions: readonly string[]
  readonly endpoint: string
  readonly secret: string
  readonly version: number
}

const CREATED: Revision = {
  name: 'first',
  subscriptions: ['user.created'],
  endpoint: 'https://example.com/first',
  secret: 'first-secret',
  version: 1,
}
const RENAMED = { ...CREATED, name: 'second', subscriptions: ['user.created', 'user.deleted'] }
const MOVED = { ...RENAMED, endpoint: 'https://example.com/second' }
const ROTATED = { ...MOVED, secret: 'second-secret', version: 2 }

const PLAIN: Record<string, (revision: Revision) => string> = {
  bearer: ({ secret }) => `method = "bearer"\n token = "plain-${secret}"`,
  basic: ({ secret }) => `method = "basic"\n username = "auth0"\n password = "plain-${secret}"`,
  custom_header: ({ secret }) => `method = "custom_header"\n header_key = "X-Key"\n header_value = "plain-${secret}"`,
}
const WRITE_ONLY: Record<string, (revision: Revision) => string> = {
  bearer: ({ version }) => `method = "bearer"\n token_wo = var.written\n token_wo_version = ${version}`,
  basic: ({ version }) =>
    `method = "basic"\n username = "auth0"\n password_wo = var.written\n password_wo_version = ${version}`,
  custom_header: ({ version }) =>
    `method = "custom_header"\n header_key = "X-Key"\n header_value_wo = var.written\n header_value_wo_version = ${version}`,
}
const AUTHORIZATIONS: Record<string, (revision: Revision) => string> = Object.fromEntries(
  Object.keys(PLAIN).flatMap((method) => [
    [`${method}_plain`, PLAIN[method] ?? String],
    [`${method}_written`, WRITE_ONLY[method] ?? String],
  ]),
)
const WEBHOOKS = Object.keys(AUTHORIZATIONS)
const STREAMS = ['eventbridge', 'action', ...WEBHOOKS]

const ACTION_ID = '385db79f-28a4-43d9-909d-6f5511dd6632'

function configuration(revision: Revision): Record<string, string> {
  const { subscriptions, endpoint } = revision
  function named(label: string) {
    return { label, name: `${label}-${revision.name}`, subscriptions }
  }
  const blocks = [
    stream({ ...named('eventbridge'), type: 'eventbridge', body: eventbridge() }),
    stream({ ...named('action'), type: 'action', body: action(ACTION_ID) }),
    ...Object.entries(AUTHORIZATIONS).map(([label, authorization]) =>
      stream({ ...named(label), type: 'webhook', body: webhook(authorization(revision), endpoint) }),
    ),
  ]
  return {
    'main.tf': `${requireProvider()}variable "written" {\n  type = string\n  ephemeral = true\n}\n${blocks.join('')}`,
    'written.auto.tfvars': `written = "written-${revision.secret}"\n`,
  }
}

describeWithTerraform('the life of every destination', () => {
  let tenant: Emulator
  let workspace: Workspace
  let ids: Record<string, unknown>
  beforeAll(async () => {
    tenant = await startEmulator()
    tenant.tenant.addAction({ id: ACTION_ID })
    workspace = await createWorkspace({ files: configuration(CREATED), env: credentials(tenant) })
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  function idOf(label: string) {
    return workspace.state().attributes[`auth0_event_stream.${label}`]?.['id']
  }
  function change(revision: Revision): Promise<TerraformRun> {
    tenant.tenant.clearRequests()
    workspace.write(configuration(revision))
    return applyCleanly(workspace)
  }
  function bodyOf(label: string) {
    return tenant.tenant.requests().find(({ method, path }) => method === 'PATCH' && path.endsWith(String(ids[label])))
      ?.body
  }
  function patches() {
    return STREAMS.map((label) => `PATCH /api/v2/event-streams/${ids[label]}`).sort()
  }
  function secretOf(label: string) {
    return Object.values(tenant.tenant.secrets(String(idOf(label))) ?? {})
  }

  describe('when created', () => {
    beforeAll(async () => {
      await change(CREATED)
      ids = Object.fromEntries(STREAMS.map((label) => [label, idOf(label)]))
    })

    it('takes one POST for each stream', () => {
      expect(writesTo(tenant)).toEqual(STREAMS.map(() => 'POST /api/v2/event-streams'))
    })

    it.each(STREAMS)('enables the stream %s', (label) => {
      expect(tenant.tenant.eventStreams().find(({ name }) => name === `${label}-first`)?.status).toBe('enabled')
    })

    it.each(WEBHOOKS)('hands the secret of %s to Auth0', (label) => {
      expect(secretOf(label)).toEqual([label.endsWith('written') ? 'written-first-secret' : 'plain-first-secret'])
    })

    it('keeps the write-only secrets out of the state', () => {
      expect(workspace.state().text).not.toContain('written-first-secret')
    })

    it('stores the name of the partner event source', () => {
      expect(workspace.state().attributes['auth0_event_stream.eventbridge']).toHaveProperty(
        'eventbridge_configuration.0.aws_partner_event_source',
        expect.stringMatching(/^aws\.partner\/auth0\.com\//),
      )
    })
  })

  describe('when renamed and subscribed to more', () => {
    beforeAll(() => change(RENAMED))

    it('takes one PATCH for each stream', () => {
      expect(writesTo(tenant).sort()).toEqual(patches())
    })

    it.each(STREAMS)('sends neither secret nor destination of %s', (label) => {
      expect(bodyOf(label)).toEqual({
        name: `${label}-second`,
        subscriptions: [{ event_type: 'user.created' }, { event_type: 'user.deleted' }],
      })
    })
  })

  describe('when the endpoints move', () => {
    beforeAll(() => change(MOVED))

    it('takes one PATCH for each webhook', () => {
      expect(writesTo(tenant).sort()).toEqual(patches().filter((call) => !isOneOf(call, ['eventbridge', 'action'])))
    })

    it.each(WEBHOOKS)('sends the whole destination of %s, secret included', (label) => {
      const secret = label.endsWith('written') ? 'written-first-secret' : 'plain-first-secret'
      expect(JSON.stringify(bodyOf(label))).toContain(secret)
    })
  })

  describe('when the secrets are rotated', () => {
    let secrets: unknown[]
    beforeAll(async () => {
      await change(ROTATED)
      secrets = WEBHOOKS.flatMap(secretOf)
    })

    it('takes one PATCH for each webhook', () => {
      expect(writesTo(tenant)).toHaveLength(WEBHOOKS.length)
    })

    it('leaves Auth0 with the new secrets', () => {
      expect(secrets).toEqual(
        WEBHOOKS.map((label) => (label.endsWith('written') ? 'written-second-secret' : 'plain-second-secret')),
      )
    })

    it('keeps every id', () => {
      expect(Object.fromEntries(STREAMS.map((label) => [label, idOf(label)]))).toEqual(ids)
    })
  })

  describe('when destroyed', () => {
    beforeAll(async () => {
      tenant.tenant.clearRequests()
      await workspace.destroy()
    })

    it('takes one DELETE for each stream', () => {
      expect(writesTo(tenant).sort()).toEqual(
        STREAMS.map((label) => `DELETE /api/v2/event-streams/${ids[label]}`).sort(),
      )
    })

    it('leaves an empty state', () => {
      expect(workspace.state().attributes).toEqual({})
    })
  })

  function isOneOf(call: string, labels: readonly string[]) {
    return labels.some((label) => call.endsWith(String(ids[label])))
  }
})
