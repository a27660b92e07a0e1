import { sourceRoutes } from '../../../emulator/directory/directory-routes'
import type { DirectoryState } from '../../../emulator/directory/directory-state'
import { createTenant, type TenantOptions } from '../../../emulator/index'

/** The endpoints as a table; nothing is called, so that no tenant is needed behind them. */
const ROUTES = sourceRoutes({} as DirectoryState).map(({ method, path, scopes }) => ({ method, path, scopes }))
const EVENTS = { method: 'GET', path: '/events', scopes: ['read:events'] } as const

async function callWith(options: TenantOptions, { method, path }: { method: string; path: string }) {
  const tenant = createTenant({ ...options, onUnknownRoute: 'error' })
  const { clientId: client_id, clientSecret: client_secret } = tenant
  const grant = { grant_type: 'client_credentials', client_id, client_secret, audience: 'http://localhost/api/v2/' }
  const headers = { 'content-type': 'application/json' }
  const issued = await tenant.request('/oauth/token', { method: 'POST', headers, body: JSON.stringify(grant) })
  const { access_token } = (await issued.json()) as { access_token: string }
  const authorization = `Bearer ${access_token}`
  return await tenant.request(`/api/v2${path.replaceAll(/:\w+/g, 'none')}`, { method, headers: { authorization } })
}

describe('a source of events', () => {
  it.each([...ROUTES, EVENTS])('refuses $method $path without $scopes', async (route) => {
    const response = await callWith({ client: { scopes: ['read:actions'] } }, route)
    expect([response.status, await response.json()]).toEqual([
      403,
      {
        statusCode: 403,
        error: 'Forbidden',
        message: `Insufficient scope, expected any of: ${route.scopes.join(',')}`,
        errorCode: 'insufficient_scope',
      },
    ])
  })

  it.each([...ROUTES, EVENTS])('lets the default client to $method $path', async (route) => {
    const { status } = await callWith({}, route)
    expect([200, 202, 204, 400, 404]).toContain(status)
  })
})
