import { runCommandLine } from '../../cli/command-line'
import { version } from '../../package.json'

async function run(...args: string[]) {
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

  it.each(['--help', '-h', 'help'])('lists its verbs for %s', async (flag) => {
    const { exitCode, out } = await run(flag)
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/emulate[\s\S]+install/)])
  })

  it('lists its verbs on stderr when there is none', async () => {
    const { exitCode, out, err } = await run()
    expect([exitCode, out, err]).toEqual([2, '', expect.stringContaining('emulate')])
  })

  it('names the verbs when it does not know one', async () => {
    const err = 'There is no verb "emulat"; the verbs are emulate, install.\n'
    expect(await run('emulat')).toEqual({ exitCode: 2, out: '', err })
  })

  it.each(['emulate', 'install'])('explains %s', async (verb) => {
    const { exitCode, out } = await run(verb, '--help')
    expect([exitCode, out]).toEqual([0, expect.stringContaining(`auth0-event-streams ${verb} [options]`)])
  })

  it.each([
    [['emulate', '--prt', '1'], "Unknown option '--prt'"],
    [['emulate', 'now'], "Unexpected argument 'now'"],
    [['emulate', '--port'], "Option '--port <value>' argument missing"],
    [['emulate', '--port', '99999'], '--port cannot be "99999"'],
    [['emulate', '--latency', 'slow'], '--latency cannot be "slow"'],
    [['emulate', '--limits', 'platinum'], '--limits cannot be "platinum"'],
    [['emulate', '--mode', 'cascadeDeleteAction=maybe'], '--mode cascadeDeleteAction is one of on, off'],
    [['emulate', '--mode', 'nothing=on'], '--mode wants NAME=VALUE'],
  ])('refuses %j in one line', async (args, reason) => {
    const { exitCode, err } = await run(...args)
    expect([exitCode, err]).toEqual([2, expect.stringContaining(reason)])
    expect(err.trimEnd()).not.toContain('\n')
  })
})
