import type { ApiRequest, ApiResponse } from '../../../provider/management/exchange'
import { requestError } from '../../../provider/management/request-error'
import { createTokenSource } from '../../../provider/management/token-source'
import { answeredStream, clientSecret, withTenant } from './fixtures'
import { json } from './tenant'

const TOKEN: ApiResponse = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  text: '{"access_token":"the-token","expires_in":86400}',
}

function tokenSource(respond: (request: ApiRequest) => ApiResponse) {
  const requests: ApiRequest[] = []
  async function send(request: ApiRequest) {
    requests.push(request)
    return respond(request)
  }
  const options = {
    credentials: clientSecret,
    audience: 'a',
    issuer: 'i',
    now: Date.now,
    tenantTime: (nowMs: number) => nowMs,
  }
  return { tokens: createTokenSource(send, options), requests }
}

function refuse(request: ApiRequest): never {
  throw requestError(request, 'refused', { kind: 'auth', status: 401, mayHaveBeenApplied: false })
}

describe('a token that is asked for ahead of the call', () => {
  it('is one request, whether the call comes before the response or after it', async () => {
    const { tokens, requests } = tokenSource(() => TOKEN)
    void tokens.prefetch()
    expect((await tokens.get()).value).toBe('the-token')
    void tokens.prefetch()
    expect((await tokens.get()).value).toBe('the-token')
    expect(requests).toHaveLength(1)
  })

  it('tells the call why it was refused, without another request', async () => {
    const { tokens, requests } = tokenSource(refuse)
    void tokens.prefetch()
    await new Promise(setImmediate)
    await expect(tokens.get()).rejects.toThrow('refused')
    expect(requests).toHaveLength(1)
  })

  it('is not given again once it was refused', async () => {
    const { tokens, requests } = tokenSource(() => TOKEN)
    await tokens.prefetch()
    tokens.drop((await tokens.get()).value)
    await tokens.get()
    expect(requests).toHaveLength(2)
  })

  it('is asked for anew by the next call after a refusal', async () => {
    let isDown = true
    const { tokens } = tokenSource((request) => (isDown ? refuse(request) : TOKEN))
    void tokens.prefetch()
    await expect(tokens.get()).rejects.toThrow('refused')
    isDown = false
    expect((await tokens.get()).value).toBe('the-token')
  })

  it('is not asked for by a client that is closed', () =>
    withTenant({ api: json(200, answeredStream()) }, async ({ client, tenant }) => {
      await client.close()
      await client.prepare()
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(tenant.tokenCalls()).toBe(0)
    }))
})
