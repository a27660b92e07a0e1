import { inspect } from 'node:util'
import { isManagementError, ManagementError } from '../../../provider/management'
import { failureError, statusError } from '../../../provider/management/request-error'
import { apiRequest } from './fixtures'

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    text: JSON.stringify(body),
  }
}

describe('the error of an answer', () => {
  it('tells what Auth0 said', () => {
    const body = { statusCode: 404, error: 'Not Found', message: 'The requested stream does not exist.' }
    const error = statusError(apiRequest(), answer(404, body, { 'x-request-id': 'req-1' }), 0)
    expect({ ...error, message: error.message }).toEqual({
      name: 'ManagementError',
      kind: 'http',
      operation: 'read event stream est_1',
      method: 'GET',
      path: '/api/v2/event-streams/est_1',
      status: 404,
      fromAuth0: true,
      reason: 'Auth0 responded with 404 Not Found: The requested stream does not exist.',
      apiMessage: 'The requested stream does not exist.',
      requestId: 'req-1',
      mayHaveBeenApplied: false,
      message:
        'Cannot read event stream est_1: Auth0 responded with 404 Not Found: The requested stream does not exist.',
    })
  })

  it.each([
    ['a page of HTML', { status: 404, headers: { 'content-type': 'text/html' }, text: '<h1>Not Found</h1>' }],
    ['the JSON of another program', answer(404, { message: 'no Route matched' })],
    ["another program's OAuth error", answer(404, { error: 'not_found', error_description: 'no such page' })],
  ])('does not take %s for an answer of Auth0', (_, page) => {
    expect(statusError(apiRequest(), page, 0).fromAuth0).toBeUndefined()
  })

  it('names the scopes that are missing', () => {
    const message = 'Insufficient scope, expected any of: read:event_streams,read:event_deliveries'
    const body = { statusCode: 403, error: 'Forbidden', message, errorCode: 'insufficient_scope' }
    expect(statusError(apiRequest(), answer(403, body), 0)).toMatchObject({
      kind: 'http',
      errorCode: 'insufficient_scope',
      requiredScopes: ['read:event_streams', 'read:event_deliveries'],
    })
  })

  it('says that a page is not from Auth0 and quotes nothing of it', () => {
    const page = { status: 502, headers: { 'content-type': 'text/html; charset=x' }, text: '<p>hush' }
    const error = statusError(apiRequest(), page, 0)
    expect(error.message).toBe(
      'Cannot read event stream est_1: the response was 502 with text/html; a proxy may have responded instead',
    )
  })

  it.each([
    ['null', null],
    ['a list', [1]],
    ['numbers', { statusCode: 400, message: 1, errorCode: 2 }],
  ])('does without what it cannot read in %s', (_, body) => {
    expect(statusError(apiRequest(), answer(400, body), 0).message).toMatch(
      /the response was 400$|Auth0 responded with 400$/,
    )
  })

  it('shortens a message that has no end', () => {
    const body = { statusCode: 400, message: 'x'.repeat(5000) }
    expect(statusError(apiRequest(), answer(400, body), 0).apiMessage).toHaveLength(1000)
  })

  it('strikes out a secret that Auth0 repeats', () => {
    const request = apiRequest({ secrets: { values: ['webhook-secret'], paths: [] } })
    const body = { statusCode: 400, message: "No match for: 'webhook-secret'", errorCode: 'webhook-secret' }
    const error = statusError(request, answer(400, body), 0)
    expect(error.apiMessage).toBe("No match for: '***'")
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('webhook-secret')
  })
})

describe('the error of a failure', () => {
  const progress = { sent: true, timedOut: false, timeoutMs: 1500 }

  it('keeps code and message of the cause and nothing else', () => {
    const thrown = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', socket: { hush: 'hush' } })
    const error = failureError(apiRequest(), thrown, progress)
    expect(error.cause).toEqual({ code: 'ECONNRESET', message: 'read ECONNRESET' })
    expect(error.message).toBe('Cannot read event stream est_1: the connection broke (read ECONNRESET)')
  })

  it('looks into a failure of several addresses', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:1'), { code: 'ECONNREFUSED' })
    const error = failureError(apiRequest(), new AggregateError([refused]), { ...progress, sent: false })
    expect(error.message).toBe('Cannot read event stream est_1: no connection (connect ECONNREFUSED ::1:1)')
  })

  it('tells the time that ran out', () => {
    const error = failureError(apiRequest(), new Error('aborted'), { ...progress, timedOut: true })
    expect(error).toMatchObject({ kind: 'timeout', message: expect.stringMatching(/no response within 1.5 s$/) })
  })

  it('counts a connection that takes too long as a timeout', () => {
    const thrown = Object.assign(new Error('Connect Timeout Error'), { code: 'UND_ERR_CONNECT_TIMEOUT' })
    expect(failureError(apiRequest(), thrown, { ...progress, sent: false }).kind).toBe('timeout')
  })

  it('bears a thing thrown that is no error', () => {
    expect(failureError(apiRequest(), undefined, progress).message).toContain('unknown failure')
  })
})

describe('a management error', () => {
  const details = {
    kind: 'http',
    operation: 'x',
    method: 'GET',
    path: '/',
    reason: '',
    mayHaveBeenApplied: false,
  } as const

  it('is recognized when another copy of the class made it', () => {
    class ManagementErrorOfAnotherBundle extends Error {
      override readonly name = 'ManagementError'
      readonly kind = 'timeout'
    }
    expect(isManagementError(new ManagementErrorOfAnotherBundle())).toBe(true)
    expect(isManagementError(new ManagementError('x', details))).toBe(true)
  })

  it.each([
    ['another error', new Error('x')],
    ['an object that looks like it', { name: 'ManagementError', kind: 'http' }],
    ['another kind', Object.assign(new Error('x'), { name: 'ManagementError', kind: 'odd' })],
    ['nothing', undefined],
  ])('is not %s', (_, value) => {
    expect(isManagementError(value)).toBe(false)
  })
})
