import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Core, startCore } from '../kit/terraform-core'
import { PLAIN_NETWORK } from '../plugin-client/stage'
import { type Copy, commit, copySources } from './copy-of-the-sources'
import { type NotesServer, startNotesServer } from './notes-server'

const BUILD = `import { buildProvider } from './build/provider'; void buildProvider('dist')`

let copy: Copy
let changed: readonly string[]
beforeAll(() => {
  copy = copySources()
  copy.add(join(__dirname, 'files'))
  copy.list('provider/management/nouns.ts', { import: `import { notes } from './notes/noun'`, entry: 'notes' })
  copy.list('provider/resources/nouns.ts', {
    import: `import { noteExplanations, noteResource } from './note/resource'`,
    entry: '{ resource: noteResource, explanations: noteExplanations }',
  })
  changed = commit(copy.run, 'Add the resource auth0_note')
})
afterAll(() => copy.remove())

describe('a third noun', () => {
  it('is its own files and a line in each of the two lists', () => {
    expect(changed).toEqual([
      'provider/management/notes/noun.ts',
      'provider/management/nouns.ts',
      'provider/resources/note/resource.ts',
      'provider/resources/nouns.ts',
      'schema/auth0/note.ts',
    ])
  })

  it('compiles with the rooms that it is in', () => {
    expect(copy.run('node_modules/.bin/tsc', '--project', 'tsconfig.rooms.json')).toBe('')
  })

  it('gets its schema and its reference page from the generators', () => {
    copy.run('node_modules/.bin/tsx', 'build/generate-schema.ts')
    const generated = commit(copy.run, 'Generate')
    expect(generated).toEqual(['docs/resources/note.md', 'schema/generated/provider-schema.json'])
    expect(readFileSync(join(copy.folder, 'docs/resources/note.md'), 'utf8')).toContain(
      'Changing this forces a new resource.',
    )
  })

  it('imports what its rooms may', () => {
    copy.run('node_modules/.bin/biome', 'lint', '--error-on-warnings', ...changed)
  })
})

describe('a provider with a third noun', () => {
  let core: Core
  let server: NotesServer
  beforeAll(async () => {
    copy.run('node_modules/.bin/tsx', '--eval', BUILD)
    server = await startNotesServer()
    const command = join(copy.folder, 'dist', 'terraform-provider-auth0')
    const access = { AUTH0_DOMAIN: server.origin, AUTH0_API_TOKEN: 'a.b.c' }
    core = await startCore({ command, env: { ...PLAIN_NETWORK, ...access } })
    await core.configure()
  })
  afterAll(async () => {
    await core?.close()
    await server?.close()
  })

  const config = { name: 'first', topic: 'tests', text: 'one' }

  it('plans, creates, changes, replaces and deletes an object', async () => {
    const notes = core.resource<typeof config & { id: string }>('auth0_note')
    const { state } = await notes.apply(await notes.plan({ config }))
    expect(state).toEqual({ id: 'note_1', ...config })
    expect(await notes.read(state)).toEqual({ state, warnings: [] })
    expect((await notes.plan({ prior: state, config })).action).toBe('no-op')
    const update = await notes.plan({ prior: state, config: { ...config, name: 'second' } })
    expect(update.action).toBe('update')
    const { state: after } = await notes.apply(update)
    const replacement = await notes.plan({ prior: after, config: { ...config, topic: 'plans' } })
    expect([replacement.action, replacement.replaces]).toEqual(['replace', ['topic']])
    await notes.destroy(after)
    expect((await notes.read(after)).state).toBeNull()
  })

  it('reads many objects by a list', async () => {
    const notes = core.resource<typeof config & { id: string }>('auth0_note')
    const made = []
    for (const name of ['a', 'b', 'c']) made.push(await notes.apply(await notes.plan({ config: { ...config, name } })))
    await core.configure()
    server.requests.length = 0
    await Promise.all(made.map(({ state }) => notes.read(state)))
    expect(server.requests).toEqual(['GET /api/v2/notes'])
  })

  it('imports an object by its identity, which the declaration alone gives it', async () => {
    const notes = core.resource<typeof config & { id: string }>('auth0_note')
    const { state } = await notes.apply(await notes.plan({ config: { ...config, name: 'identified' } }))
    expect(notes.identityOf(state)).toEqual({ id: state.id })
    expect(await notes.import({ id: state.id })).toEqual({ state, warnings: [] })
  })

  it('refuses a bad value with its path, as for every other resource', async () => {
    const [fault] = await core.resource('auth0_note').validate({ ...config, name: 'longer than twenty characters' })
    expect([fault?.severity, fault?.summary, fault?.path]).toEqual(['error', 'Invalid name', 'name'])
  })
})
