import { detailOf, explainError, explained, http } from './explained'
import { failure, subject } from './fixtures'

describe('an error that is not of the API client', () => {
  it.each([new Error('broken'), new TypeError('x'), 'text', undefined, null])('is not explained: %s', (thrown) => {
    expect(explainError(thrown, subject('read'))).toBeUndefined()
  })
})

describe('an interrupted operation', () => {
  const interrupted = Object.assign(new Error('aborted'), { name: 'AbortError' })

  it('says which, and to run again', () => {
    expect(explainError(interrupted, subject('update'))).toMatchObject({
      summary: 'Interrupted',
      detail: expect.stringMatching(/the request to update the event stream "users"\.\n\nRun the command again\.$/),
    })
  })

  it('says that a stream may exist when it was a create', () => {
    expect(explainError(interrupted, subject('create'))?.detail).toContain('Look for "users" in the Auth0 Dashboard')
  })
})

describe('a refused call', () => {
  it.each<readonly [number, string]>([
    [400, 'Correct the configuration of the stream'],
    [403, 'Machine to Machine Applications'],
    [404, 'The stream was deleted outside Terraform'],
    [409, 'choose another name'],
    [418, 'Correct the configuration'],
    [429, 'does not shorten the pause'],
    [500, 'https://status.auth0.com'],
    [503, 'https://status.auth0.com'],
  ])('with status %i ends with the next step: %s', (status, step) => {
    const paragraphs = detailOf(http(status), 'update').split('\n\n')
    expect(paragraphs.at(-1)).toContain(step)
  })

  it.each([400, 403, 404, 409, 418, 429, 500])('with status %i names the stream and the status', (status) => {
    expect(detailOf(http(status), 'update')).toMatch(new RegExp(`the event stream "users".*\\(${status}\\)`))
  })

  it("quotes Auth0's code and sentence", () => {
    const details = http(400, { errorCode: 'invalid_body', apiMessage: 'The body is odd.' })
    expect(detailOf(details).split('\n\n')[0]).toBe(
      'Auth0 refused to create the event stream "users" (400 invalid_body): The body is odd.',
    )
  })

  it('names the id of the request, for the support', () => {
    expect(detailOf(http(500, { requestId: 'req-1' }))).toContain("Auth0's request id is req-1.")
  })

  it.each(['create', 'read', 'update', 'delete'] as const)('names the operation in its summary: %s', (operation) => {
    expect(explained(http(500), operation)?.summary).toBe(`Cannot ${operation} event stream`)
  })

  it('names the scope that is missing', () => {
    const details = http(403, { requiredScopes: ['create:event_streams'], errorCode: 'insufficient_scope' })
    expect(detailOf(details)).toContain('The client lacks the scope create:event_streams. Grant it in')
  })

  it('tells a missing entitlement from a missing scope', () => {
    expect(detailOf(http(403, { errorCode: 'insufficient_entitlement' }))).toContain('The plan of the tenant')
  })

  it('for a write of which the outcome is unknown says so', () => {
    const failure = { kind: 'timeout', mayHaveBeenApplied: true } as const
    expect(detailOf(failure, 'update')).toMatch(/\n\nAuth0 may still have applied the change\. Run the command again /)
    expect(detailOf({ ...failure, mayHaveBeenApplied: false }, 'update')).not.toContain('may still have')
  })

  it('for the rate limit says how long to wait', () => {
    expect(detailOf(http(429))).toContain('Wait a minute;')
    expect(detailOf(http(429, { retryAfterMs: 3_590_000 }))).toMatch(
      /was sent and refused\. Auth0 asks for a pause of 60 minutes\.\n\nWait 60 minutes; sending/,
    )
  })

  it('for the rate limit says how often it was tried', () => {
    expect(detailOf(http(429, { attempts: 5 }))).toContain('after 5 attempts')
  })
})

describe('an answer that is not one of Auth0', () => {
  function nonAuth0(status: number) {
    return {
      kind: 'http' as const,
      status,
      reason: `the response was ${status} with text/html`,
    }
  }

  it.each([403, 404, 502])('is not taken for a refusal by Auth0: %i', (status) => {
    expect(detailOf(nonAuth0(status), 'update')).toMatch(
      /is not one of Auth0's: .* text\/html\.\n\nCheck that AUTH0_DOMAIN/,
    )
  })
})

describe('a call without a usable answer', () => {
  const kinds = ['network', 'timeout', 'shape'] as const

  it.each(kinds)('names the stream and the operation: %s', (kind) => {
    const diagnostic = explained({ kind }, 'update')
    expect([diagnostic?.summary, diagnostic?.detail]).toEqual([
      'Cannot update event stream',
      expect.stringContaining('the event stream "users"'),
    ])
  })

  it.each(kinds)('says that a create may have been carried out: %s', (kind) => {
    expect(detailOf({ kind, mayHaveBeenApplied: true })).toContain('The stream may still exist.')
  })

  it.each(kinds)('does not say so when it cannot have been: %s', (kind) => {
    expect(detailOf({ kind, mayHaveBeenApplied: false })).not.toContain('may exist')
  })

  it('does not say so of an update, which can be sent again', () => {
    expect(detailOf({ kind: 'timeout', mayHaveBeenApplied: true }, 'update')).not.toContain('may exist')
  })

  it.each([
    ['ENOTFOUND', 'Check the spelling of AUTH0_DOMAIN'],
    ['EAI_AGAIN', 'can resolve names. Behind a proxy, set HTTPS_PROXY.'],
    ['ECONNREFUSED', 'Nothing listens there'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'NODE_EXTRA_CA_CERTS'],
    ['CERT_HAS_EXPIRED', 'Check the clock of this machine'],
    ['CERT_NOT_YET_VALID', 'Check the clock of this machine'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'The certificate is that of another host. Check AUTH0_DOMAIN'],
    ['ECONNRESET', 'Check the network and the proxy settings'],
  ])('advises by the cause: %s', (code, advice) => {
    expect(detailOf({ kind: 'network', cause: { code, message: code } })).toContain(advice)
  })
})

describe('refused credentials', () => {
  it('are named so in the summary', () => {
    expect(explained({ kind: 'auth', status: 401 })?.summary).toBe('Authentication failed')
  })

  it("quote Auth0's words and say what to check", () => {
    const details = { kind: 'auth' as const, status: 401, errorCode: 'access_denied', apiMessage: 'Unauthorized' }
    expect(detailOf(details)).toMatch(
      /^Auth0 refused the credentials, so the provider could not create the event stream "users" \(401 access_denied\): Unauthorized\.\n\nCheck that AUTH0_DOMAIN/,
    )
  })

  it('that never left the machine say what is wrong with them', () => {
    const unusable = explainError(failure({ kind: 'auth', reason: 'the private key is no PEM text' }), subject('read'))
    expect(unusable?.detail).toMatch(
      /^The credentials cannot be used to read .*: the private key is no PEM text\.\n\nCorrect them/,
    )
  })
})

describe('an explanation', () => {
  it('never shows a secret of the stream', () => {
    const webhook_configuration = [{ webhook_authorization: [{ token: 'hush', password: 'hush' }] }]
    const values = { name: 'users', webhook_configuration }
    const all = [400, 401, 403, 404, 409, 429, 500].map((status) => explained(http(status), 'update', values))
    expect(JSON.stringify(all)).not.toContain('hush')
  })
})

describe('a request whose turn did not come', () => {
  const reason = 'its turn did not come within 300 s, because the tenant admits 2 at once'

  it.each([
    ['limit', 'Lower rate_limit_headroom'],
    ['maximum', 'Raise max_requests_per_second'],
    ['asked', 'A later run asks Auth0 again'],
  ] as const)('is explained by what held it: %s', (limitReason, advice) => {
    const explanation = explained({ kind: 'budget', reason, limitReason })
    expect(explanation).toMatchObject({ severity: 'error', summary: 'Cannot create event stream' })
    expect(explanation?.detail).toContain(`The request to create the event stream "users" was not sent: ${reason}.\n\n`)
    expect(explanation?.detail).toContain(advice)
    expect(explanation?.detail).toMatch(/the guide "Shared rate limit" says how\. Then run the command again\.$/)
  })

  it('may follow on a try that was carried out', () => {
    expect(detailOf({ kind: 'budget', reason, mayHaveBeenApplied: true })).toContain('The stream may still exist')
  })
})
