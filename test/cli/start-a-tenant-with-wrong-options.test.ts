import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runCommandLine } from '../../cli/command-line'

const folder = mkdtempSync(path.join(tmpdir(), 'emulate-options-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function fileWith(name: string, content: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

async function refusal(...args: readonly string[]): Promise<[number, string]> {
  let err = ''
  const terminal = {
    out: () => {},
    err: (text: string) => {
      err += text
    },
  }
  return [await runCommandLine(['emulate', ...args], terminal), err.trim()]
}

const text = fileWith('notes.txt', 'no certificate here')
const broken = fileWith('broken.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')

describe('options that would have no effect', () => {
  it.each([
    ['--data', '--data='],
    ['--seed', '--seed='],
    ['--client-secret', '--client-secret='],
    ['--api-token', '--api-token='],
    ['--mode', '--mode='],
    ['--webhook-override', '--webhook-override='],
    ['--port', '--port='],
  ])('%s without a value is refused', async (name, ...args) => {
    expect(await refusal(...args)).toEqual([2, `${name} cannot be empty.`])
  })

  it.each([
    [['--ca-file', 'ca.pem'], '--ca-file has no effect without --tls'],
    [['--webhook-ca', text, '--insecure-webhooks'], '--webhook-ca has no effect with --insecure-webhooks'],
    [['--port', '1', '--port', '2'], '--port is given more than once.'],
    [['--tls', '--tls'], '--tls is given more than once.'],
    [['--mode', 'bareCreate=accept', '--mode', 'bareCreate=reject'], '--mode is given twice for bareCreate'],
    [
      ['--webhook-override', 'https://a.b=http://127.0.0.1:1', '--webhook-override', 'https://a.b=http://127.0.0.1:2'],
      '--webhook-override is given twice for https://a.b',
    ],
  ])('%j is refused', async (args, words) => {
    expect(await refusal(...args)).toEqual([2, expect.stringContaining(words)])
  })
})

describe('options that are mistyped', () => {
  it.each([
    [['--prot', '4000'], 'Did you mean "--port"?'],
    [['--sped', '5'], 'Did you mean "--speed"?'],
    [['--speed', '-1'], 'write --speed=VALUE. See: auth0-event-streams emulate --help'],
    [['--webhookoverride', 'x'], 'Did you mean "--webhook-override"?'],
    [['--mode', 'httpEndpoint=loopback'], 'Did you mean "httpEndpoints"?'],
    [['--mode', 'httpEndpoints=loopbak'], 'Did you mean "loopback"?'],
    [['--limits', 'enterprize'], 'Did you mean "enterprise"?'],
    [['--speed', '1e9'], 'expected a number greater than 0, at most 1000000'],
    [['--speed', '2000000'], 'expected a number greater than 0, at most 1000000'],
    [['--latency', '3000000000'], 'expected an integer from 0 to 2147483647'],
    [['--token-lifetime', '0'], 'expected an integer'],
    [['--webhook-timeout', '0'], 'expected an integer'],
    [['--failure-limits', '5'], 'expected ROW,TOTAL'],
    [['--failure-limits', '5,0'], 'expected ROW,TOTAL'],
    [['--tenant-name', 'My Shop'], 'expected 3 to 63 lower-case letters, digits and inner hyphens'],
    [['--allow-host', 'http://host.docker.internal'], 'expected a host name'],
    [['--allow-host', 'host.docker.internal:4000'], 'expected a host name'],
    [['--control-token', 'two words'], 'printable ASCII without spaces'],
    [['--api-token', 'token\n'], 'printable ASCII without spaces'],
    [['tenant.db'], 'Unexpected argument "tenant.db".'],
  ])('%j says what was meant', async (args, words) => {
    expect(await refusal(...args)).toEqual([2, expect.stringContaining(words)])
  })
})

describe('files that are something else', () => {
  it.each([
    [['--webhook-ca', text], `Cannot use --webhook-ca ${text}: it holds no certificate in PEM form.`],
    [['--webhook-ca', broken], `Cannot use --webhook-ca ${broken}: its certificate 1 cannot be read.`],
    [['--tls', '--ca-file', text], `cannot be written to ${text}: it holds something else`],
    [['--data', text], 'is not a tenant'],
    [['--data', folder], 'cannot be used: it is a folder.'],
  ])('%j are named and left alone', async (args, words) => {
    expect(await refusal(...args)).toEqual([1, expect.stringContaining(words)])
    expect(readFileSync(text, 'utf8')).toBe('no certificate here')
  })

  it('are named by the command that is shipped, with what lies beside them', () => {
    const lock = path.join(folder, 'yarn.lock')
    writeFileSync(lock, '# yarn lockfile v1')
    const args = ['dist/cli/main.js', 'emulate', '--data', path.join(folder, 'yarn')]
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect([status, stderr]).toEqual([1, expect.stringContaining('yarn.lock is in the way')])
    expect([readFileSync(lock, 'utf8'), existsSync(path.join(folder, 'yarn'))]).toEqual(['# yarn lockfile v1', false])
  })
})

describe('a seed with slips of the keys', () => {
  it.each([
    [{ eventstreams: [] }, 'Did you mean "event_streams"?'],
    [{ clients: [{ clientId: 'me' }] }, 'Did you mean "client_id"?'],
    [{ actions: [{ name: 'a', supportedTriggers: [] }] }, 'Did you mean "supported_triggers"?'],
  ])('%j says what was meant', async (seed, words) => {
    const file = fileWith('seed.json', JSON.stringify(seed))
    expect(await refusal('--seed', file)).toEqual([1, expect.stringContaining(words)])
  })
})
