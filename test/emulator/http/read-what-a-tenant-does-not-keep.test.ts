import { EMPTY_COLLECTIONS, EMPTY_SETTINGS, MISSING } from '../../../emulator/http/empty-collections'
import { createTenant } from '../../../emulator/index'
import { tenantKit } from '../tenant-kit'

function concrete(path: string) {
  return `/api/v2/${path.replace(/:\w+/g, 'login')}`
}

describe('a kind of thing that the tenant does not keep', () => {
  it.each(EMPTY_COLLECTIONS.map(({ path, key, paging }) => [path, key, paging] as const))(
    'is an empty list: %s',
    async (path, key, paging) => {
      const { call } = tenantKit({ onUnknownRoute: 'error' })
      const plain = await call('GET', concrete(path))
      const withTotals = await call('GET', `${concrete(path)}?include_totals=true&page=0&per_page=100`)
      const page = paging === 'numbered' ? { start: 0, limit: 100, length: 0, total: 0, [key]: [] } : plain.body
      expect([plain.status, withTotals.status, withTotals.body]).toEqual([200, 200, page])
      expect(paging === 'checkpoint' ? plain.body[key] : plain.body).toEqual([])
    },
  )

  it.each(EMPTY_SETTINGS)('has no settings: %s', async (path) => {
    const { call } = tenantKit({ onUnknownRoute: 'error' })
    const { status, body } = await call('GET', concrete(path))
    expect([status, body]).toEqual([200, {}])
  })

  it.each(Object.entries(MISSING))('is missing: %s', async (path, message) => {
    const { status, body } = await tenantKit({ onUnknownRoute: 'error' }).call('GET', concrete(path))
    expect([status, body.message, body.errorCode]).toEqual([404, message, undefined])
  })

  it('still wants a token, and cannot be changed', async () => {
    const { tenant, call } = tenantKit({ onUnknownRoute: 'error' })
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect((await tenant.request('/api/v2/rules')).status).toBe(401)
    expect((await call('POST', '/api/v2/rules', { name: 'a' })).status).toBe(501)
    write.mockRestore()
  })
})

describe('the clients of a tenant', () => {
  it('are listed without their secrets, beside the global one', async () => {
    const tenant = createTenant({ client: { clientId: 'me', clientSecret: 'hush hush' } })
    const headers = { authorization: `Bearer ${tenant.apiToken}` }
    const text = await (await tenant.request('/api/v2/clients?include_totals=true', { headers })).text()
    expect(JSON.parse(text)).toMatchObject({ total: 2, clients: [{ client_id: 'me' }, { global: true }] })
    expect(text).not.toContain('hush hush')
    const own = await tenant.request('/api/v2/clients?is_global=false', { headers })
    expect(await own.json()).toMatchObject([{ client_id: 'me' }])
    expect((await tenant.request('/api/v2/clients/nobody', { headers })).status).toBe(404)
  })
})
