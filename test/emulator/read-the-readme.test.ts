import { readdirSync, readFileSync } from 'node:fs'
import { EMULATE } from '../../cli/emulate-command'
import { parseSeed, startEmulator } from '../../emulator/index'
import { controlTable, switchTable } from './readme-tables'

const README = readFileSync('emulator/README.md', 'utf8')

describe("the emulator's README", () => {
  it('lists every control route as the tenant does', async () => {
    expect(README).toContain(await controlTable())
  })

  it('lists every switch with its values', () => {
    expect(README).toContain(switchTable())
  })

  it('names only options that there are', () => {
    const own = README.replace(/npm install --[a-z-]+/g, '')
    const named = [...own.matchAll(/--([a-z][a-z-]+)/g)].map(([, name = '']) => name)
    const known = [...Object.keys(EMULATE.options), 'help']
    expect(named.filter((name) => !known.includes(name))).toEqual([])
  })

  it('says what is in each folder', () => {
    const layout = README.slice(README.indexOf('## Source layout'))
    const named = [...layout.matchAll(/^\| `([\w-]+)\/` \| \S/gm)].map(([, name]) => name)
    const folders = readdirSync('emulator', { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(named.sort()).toEqual(folders.map(({ name }) => name).sort())
  })

  it('has a seed that can be loaded', async () => {
    const [, seed = ''] = /```json\n([\s\S]+?)```/.exec(README) ?? []
    const emulator = await startEmulator({ seed: parseSeed(seed) })
    expect(emulator.tenant.eventStreams()).toMatchObject([{ name: 'users' }])
    await emulator.close()
  })
})

describe('the help of the command', () => {
  it('explains each of its options', () => {
    for (const name of Object.keys(EMULATE.options)) expect(EMULATE.help).toMatch(new RegExp(`^  --${name}\\b`, 'm'))
  })
})
