import { answeredStream, managementErrorOf, withTenant } from './fixtures'
import { json } from './tenant'

function boom(): never {
  throw new Error('the log is full')
}

describe('a log that throws', () => {
  it('does not decide what a call gives', () =>
    withTenant(
      { api: json(200, answeredStream()) },
      async ({ eventStreams, tenant }) => {
        expect(await eventStreams.get('est_1')).toEqual(answeredStream())
        expect(tenant.calls()).toHaveLength(1)
      },
      { log: boom, logBodies: true },
    ))

  it('does not hide why a call failed', () =>
    withTenant(
      { api: json(503, {}) },
      async ({ eventStreams }) => {
        expect(await managementErrorOf(eventStreams.get('est_1'))).toMatchObject({ status: 503, attempts: 3 })
      },
      { log: boom },
    ))
})

describe('an answer nested without end', () => {
  const depth = 20_000
  const deep = `{"id":"x","a":${'['.repeat(depth)}${']'.repeat(depth)}}`

  it('is logged in part, and its own fault is what is said', () =>
    withTenant(
      { api: (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(deep) },
      async ({ eventStreams, log }) => {
        expect(await managementErrorOf(eventStreams.get('est_1'))).toMatchObject({ kind: 'shape' })
        expect(JSON.stringify(log.at(-1))).toContain('...')
      },
      { logBodies: true },
    ))
})
