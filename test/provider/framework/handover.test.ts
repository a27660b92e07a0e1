import { createSession, type ObjectValue, type Resource, silentLogger } from '../../../provider/framework/index'
import { isUnknown, schema, string } from '../../../schema/dsl/index'

const door = schema({
  type: 'sample_door',
  doc: '',
  uniqueBy: 'name',
  body: {
    id: string({ mode: 'computed', keep: true, doc: '' }),
    name: string({ mode: 'required', doc: '' }),
    room: string({ mode: 'required', replace: 'change rooms', doc: '' }),
    status: string({ mode: 'inherited', keep: true, initial: 'open', doc: '' }),
  },
})

const resource: Resource<unknown> = {
  schema: door,
  create: async ({ plan }) => ({ state: { ...plan, id: 'new' } }),
  read: async ({ state }) => ({ state }),
  update: async ({ plan }) => ({ state: plan }),
  delete: async () => {},
  importState: (id) => ({ state: { id } }),
  upgradeState: (stored) => stored,
}

async function run() {
  async function configure() {
    return { api: {} }
  }
  const provider = { schema: door, resources: [resource], dataSources: [], configure, explain: () => undefined }
  const session = createSession(provider, silentLogger)
  await session.configure({}, { terraformVersion: '1.11.4' } as never)
  return session
}
type Session = Awaited<ReturnType<typeof run>>

function config(over: ObjectValue = {}): ObjectValue {
  return { id: null, name: 'a', room: 'attic', status: null, ...over }
}
function state(over: ObjectValue = {}): ObjectValue {
  return {
    id: 'old',
    name: 'a',
    room: 'attic',
    status: 'shut',
    ...over,
  }
}

/** Plans as Terraform does: with the prior state, and when the object is replaced once more without it. */
function plan(session: Session, prior: ObjectValue, written: ObjectValue, storesPlannedPrivate = false) {
  const proposed = { ...written, id: prior['id'] ?? null, status: written['status'] ?? prior['status'] ?? null }
  const first = session.planResourceChange(resource, { prior, proposed, config: written, storesPlannedPrivate })
  if (first.replacements.length === 0) return { first, planned: first.planned, private: first.private }
  const { private: priorPrivate } = first
  const request = { prior: null, proposed: written, config: written, storesPlannedPrivate }
  return { first, ...session.planResourceChange(resource, { ...request, ...(priorPrivate && { priorPrivate }) }) }
}

function final(session: Session, written: ObjectValue, plannedPrivate?: Uint8Array) {
  return session.planResourceChange(resource, {
    prior: null,
    proposed: written,
    config: written,
    ...(plannedPrivate && { plannedPrivate, storesPlannedPrivate: true }),
  }).planned
}

function destroy(session: Session, prior: ObjectValue, plannedPrivate: Uint8Array | undefined) {
  return session.applyResourceChange(resource, {
    prior,
    planned: null,
    config: null,
    ...(plannedPrivate && { plannedPrivate }),
  })
}

const CELLAR = config({ room: 'cellar' })

describe('the replacement of an object with a value that the configuration leaves out', () => {
  it('plans the value for the new object', async () => {
    expect(plan(await run(), state(), CELLAR).planned).toMatchObject({ status: 'shut' })
  })

  it('plans the same in the process that applies, once the old object is destroyed', async () => {
    const planned = plan(await run(), state(), CELLAR)
    const applying = await run()
    await destroy(applying, state(), planned.private)
    expect(final(applying, CELLAR)).toMatchObject({ status: 'shut' })
  })

  it('keeps the value when the new object has another name, too', async () => {
    const renamed = config({ room: 'cellar', name: 'b' })
    const applying = await run()
    await destroy(applying, state(), plan(await run(), state(), renamed).private)
    expect(final(applying, renamed)).toMatchObject({ status: 'shut' })
  })

  it('promises nothing for another name, as the new object may come first', async () => {
    const { planned } = plan(await run(), state(), config({ room: 'cellar', name: 'b' }))
    expect(isUnknown(planned?.['status'])).toBe(true)
  })

  it('hands nothing on to an object that is created beside it', async () => {
    const applying = await run()
    await destroy(applying, state(), plan(await run(), state(), CELLAR).private)
    expect(isUnknown(final(applying, config({ name: 'c' }))?.['status'])).toBe(true)
  })

  it('hands nothing on when the object goes for good', async () => {
    const applying = await run()
    await destroy(applying, state(), undefined)
    expect(isUnknown(final(applying, config())?.['status'])).toBe(true)
  })

  it.each([
    ['the value is what a new object gets anyway', state({ status: 'open' }), CELLAR],
    ['the configuration says it', state(), config({ room: 'cellar', status: 'shut' })],
  ])('hands nothing on when %s', async (_, prior, written) => {
    expect(plan(await run(), prior, written).private).toBeUndefined()
  })

  it('says that a client which creates first cannot hand it on', async () => {
    expect(plan(await run(), state(), CELLAR).first.diagnostics).toEqual([
      expect.objectContaining({
        severity: 'warning',
        summary: 'The status of "a" is not in the configuration',
        detail: expect.stringContaining('Add status = "shut" to keep it in any case.'),
        path: ['status'],
      }),
    ])
  })

  it.each([
    ['another provider wrote', new TextEncoder().encode('{"schema_version":"0"}')],
    ['nobody can read', new TextEncoder().encode('{')],
  ])('pays no heed to private data that %s', async (_, priorPrivate) => {
    const session = await run()
    const { planned } = session.planResourceChange(resource, {
      prior: null,
      proposed: config(),
      config: config(),
      priorPrivate,
    })
    expect(isUnknown(planned?.['status'])).toBe(true)
  })
})

describe('the same with a client that stores planned private data', () => {
  it.each([
    ['the same', CELLAR],
    ['another', config({ room: 'cellar', name: 'b' })],
  ])('plans the value in both processes, whatever comes first, for %s name', async (_, written) => {
    const { planned, private: data, first } = plan(await run(), state(), written, true)
    expect([planned, final(await run(), written, data)]).toMatchObject([{ status: 'shut' }, { status: 'shut' }])
    expect(first.diagnostics).toEqual([])
  })
})
