import { createSession, type ObjectValue, type Subject, silentLogger } from '../../../provider/framework/index'
import { UNKNOWN } from '../../../schema/dsl/index'
import { ApiError, fakeSchema, fakeSession } from './fake-session'
import { config, loginBlock, state, values } from './sample'

/** What a session tells the provider of an operation that failed. */
async function subjectOf(request: {
  prior: ObjectValue | null
  planned: ObjectValue | null
}): Promise<Subject | undefined> {
  const subjects: Subject[] = []
  async function fail(): Promise<never> {
    throw new Error('broken')
  }
  const { resource } = fakeSession({ resource: { create: fail, update: fail, delete: fail } })
  const session = createSession(
    {
      schema: fakeSchema,
      resources: [resource],
      dataSources: [],
      configure: async () => ({ api: {} }),
      explain: (_, subject) => void subjects.push(subject),
    },
    silentLogger,
  )
  await session.configure({ key: null }, { terraformVersion: '1.11.4' })
  await session.applyResourceChange(resource, { ...request, config: config() })
  return subjects[0]
}

describe('a failed operation', () => {
  it.each([
    ['create', { prior: null, planned: values() }, null],
    ['update', { prior: state(), planned: state({ id: UNKNOWN, name: 'two' }) }, 'id-1'],
    ['delete', { prior: state(), planned: null }, 'id-1'],
  ])('is explained as a %s, with the id that the object has', async (operation, request, id) => {
    expect(await subjectOf(request)).toMatchObject({ operation, values: { id } })
  })

  it('is explained as an update of the object as it is, to what was wanted', async () => {
    const subject = await subjectOf({ prior: state(), planned: state({ name: 'two' }) })
    expect([subject?.values['name'], subject?.wanted?.['name']]).toEqual([state()['name'], 'two'])
  })
})

describe('an operation', () => {
  it('is told every secret of what is and what is to be, write-only values included', async () => {
    const told: (readonly string[])[] = []
    async function update(_: unknown, { secrets }: { secrets: readonly string[] }) {
      told.push(secrets)
      return { state: state() }
    }
    const { session, resource } = fakeSession({ resource: { update } })
    await session.configure({ key: null }, { terraformVersion: '1.11.4' })
    function of(over: ObjectValue) {
      return state({ login: [loginBlock({ method: 'key', ...over })] })
    }
    const [prior, planned] = [of({ key: 'the-old-one' }), of({ key: 'the-new-one', key_wo_version: 1 })]
    await session.applyResourceChange(resource, {
      prior,
      planned,
      config: of({ key_wo: 'written-only', key_wo_version: 1 }),
    })
    expect(told).toEqual([expect.arrayContaining(['the-old-one', 'the-new-one', 'written-only'])])
  })

  it('shows no secret that the session has seen, though a response repeats that of another object', async () => {
    const seen = new Set<string>()
    const log = {
      ...silentLogger,
      mask: (secret: string) => void seen.add(secret),
      masked: (text: string) => [...seen].reduce((rest, secret) => rest.replaceAll(secret, '***'), text),
    }
    async function update(): Promise<never> {
      throw new ApiError('no match for "of-another-box"')
    }
    const { session, resource } = fakeSession({ resource: { update }, log })
    session.validateConfig(resource.schema, state({ login: [loginBlock({ method: 'key', key: 'of-another-box' })] }))
    await session.configure({ key: null }, { terraformVersion: '1.11.4' })
    const [prior, planned] = [state(), state({ name: 'two' })]
    const { diagnostics } = await session.applyResourceChange(resource, { prior, planned, config: config() })
    expect(diagnostics.map(({ detail }) => detail)).toEqual(['no match for "***"'])
  })
})
