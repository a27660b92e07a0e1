import type { Fault } from '../../emulator/index'
import { type StreamState, webhookStream } from './event-stream-config'
import { refusalOf, setStage } from './stage'

const stage = setStage()

function page(status: number, body: string): Fault {
  return { status, body, contentType: 'text/html' }
}

const ABSENCES: readonly (readonly [what: string, fault: Fault])[] = [
  ['a 404 page of a proxy', page(404, '<html>No such host')],
  ['a 404 of a gateway in JSON', { status: 404, body: { message: 'no Route matched with those values' } }],
  ['a 404 in the envelope of another status', { status: 404, body: { statusCode: 502, message: 'Bad Gateway' } }],
  ['an empty 404', { status: 404, body: '' }],
]
const LOGIN: readonly [what: string, fault: Fault] = ['a login page', page(200, '<html>Log in')]

function rename(state: StreamState) {
  return stage.change(state, webhookStream(undefined, { name: 'people' }))
}

describe.each([...ABSENCES, LOGIN])('%s', (_, fault) => {
  it.each([
    ['read', 'GET', (state: StreamState) => stage.stream.read(state)],
    ['update', 'PATCH', rename],
    ['delete', 'DELETE', (state: StreamState) => stage.stream.destroy(state)],
  ] as const)(
    'is one error in answer to a %s, which is sent once and keeps the state',
    async (verb, method, attempt) => {
      const prior = await stage.create(webhookStream())
      stage.tenant.faults.next(fault)
      const { diagnostics, state } = await refusalOf(attempt(prior))
      expect([diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`), state]).toEqual([
        [`error: Cannot ${verb} event stream`],
        prior,
      ])
      expect(stage.calls()).toEqual([`${method} /api/v2/event-streams/${prior.id}`])
    },
  )
})

describe('the error for an answer of something in between', () => {
  async function readFails(fault: Fault) {
    const prior = await stage.create(webhookStream())
    stage.tenant.faults.next(fault)
    return (await refusalOf(stage.stream.read(prior))).diagnostics[0]?.detail
  }

  it.each(ABSENCES)("says that it is not one of Auth0's, and what to check (%s)", async (_, fault) => {
    expect(await readFails(fault)).toMatch(
      /is not one of Auth0's: .*404.*\n\nCheck that AUTH0_DOMAIN or domain is the tenant, that no proxy responds/,
    )
  })

  it('names the login page among what may be in the way', async () => {
    expect(await readFails(LOGIN[1])).toMatch(/cannot be read \(200\): .*text\/html.*\n\n.*a login page/)
  })
})

describe('a delete that a login page answers', () => {
  async function prepare() {
    const state = await stage.create(webhookStream())
    stage.tenant.faults.next(LOGIN[1])
    return state
  }

  it('is told with what was expected instead', async () => {
    const { diagnostics } = await refusalOf(stage.stream.destroy(await prepare()))
    expect(diagnostics[0]?.detail).toContain('expected no content, got text/html')
  })

  it('can be repeated', async () => {
    const state = await prepare()
    await refusalOf(stage.stream.destroy(state))
    expect([await stage.stream.destroy(state), stage.tenant.eventStreams()]).toEqual([[], []])
  })
})
