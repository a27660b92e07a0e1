import { runCommandLine } from '../../cli/command-line'
import { COMMANDS } from '../../cli/commands'
import { version } from '../../package.json'

async function run(...args: readonly string[]) {
  const written = { out: '', err: '' }
  const terminal = {
    out: (text: string) => {
      written.out += text
    },
    err: (text: string) => {
      written.err += text
    },
  }
  return { exitCode: await runCommandLine(args, terminal), ...written }
}

describe('the command', () => {
  it('prints its version', async () => {
    expect(await run('--version')).toEqual({ exitCode: 0, out: `${version}\n`, err: '' })
  })

  it.each(['--help', '-h', 'help'])('lists its commands for %s', async (flag) => {
    const { exitCode, out } = await run(flag)
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/emulate[\s\S]+install/)])
  })

  it('lists its commands on stderr when none is given', async () => {
    const { exitCode, out, err } = await run()
    expect([exitCode, out, err]).toEqual([2, '', expect.stringContaining('emulate')])
  })

  it('names the commands when it does not know one', async () => {
    const { exitCode, out, err } = await run('emulat')
    expect([exitCode, out]).toEqual([2, ''])
    expect(err).toMatch(
      /^Unknown command "emulat"\. Did you mean "emulate"\? Commands: emulate, install(, [a-z-]+)*\.\n$/,
    )
  })

  it.each([...COMMANDS.keys()])('explains %s, with an example', async (command) => {
    const { exitCode, out } = await run(command, '--help')
    expect([exitCode, out]).toEqual([0, expect.stringMatching(`^Usage: auth0-event-streams ${command} `)])
    expect(out).toMatch(new RegExp(`\\n\\nExamples?\\n  auth0-event-streams ${command} `))
    expect(await run('help', command)).toEqual({ exitCode: 0, out, err: '' })
  })

  it.each([
    [['emulate', '--prt', '1'], 'Unknown option "--prt". Did you mean "--port"?'],
    [['emulate', 'now'], 'Unexpected argument "now".'],
    [['emulate', '--port'], '--port expects a value.'],
    [['emulate', '--port', '99999'], 'Invalid value "99999" for --port: expected an integer from 0 to 65535.'],
    [['emulate', '--latency', 'slow'], 'Invalid value "slow" for --latency: expected an integer'],
    [['emulate', '--limits', 'platinum'], 'Invalid value "platinum" for --limits: expected one of none, free, '],
    [
      ['emulate', '--mode', 'cascadeDeleteAction=maybe'],
      'Invalid value "maybe" for --mode cascadeDeleteAction: expected one of on, off.',
    ],
    [['emulate', '--mode', 'nothing=on'], 'Invalid value "nothing=on" for --mode: expected NAME=VALUE'],
    [['emulate', '--tls=yes'], '--tls does not take a value.'],
    [['-v'], 'Unknown option "-v". Commands: emulate, '],
    [['verify'], 'Expected one argument, DIR.'],
    [['verify', 'one', 'two'], 'Expected one argument, DIR.'],
  ])('refuses %j in one line', async (args, reason) => {
    const { exitCode, err } = await run(...args)
    expect([exitCode, err]).toEqual([2, expect.stringContaining(reason)])
    expect(err.trimEnd()).not.toContain('\n')
  })
})
