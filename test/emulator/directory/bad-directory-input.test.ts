import { sourceRoutes } from '../../../emulator/directory/directory-routes'
import type { DirectoryState } from '../../../emulator/directory/directory-state'
import { tenantKit } from '../tenant-kit'

const ROUTES = sourceRoutes({} as DirectoryState).map(({ method, path }) => ({ method, path }))

const IDS = ['none', '__proto__', 'auth0%7C%00', '%E0%A4%A', '..%2F..', 'x'.repeat(2000)]
const QUERIES = ['', '?page=1e9', '?take=-1', '?from=%00', '?fields=,,&include_fields=maybe', '?q=%22', '?__proto__=1']
const BODIES = [
  '',
  'null',
  '[]',
  '""',
  '{',
  '{"__proto__":{"a":1}}',
  '{"members":[null]}',
  '{"roles":[{}]}',
  '{"name":{}}',
]

describe('bad input to a source of events', () => {
  it.each(ROUTES)('makes $method $path answer with a 4xx or as usual, never break', async ({ method, path }) => {
    const { tenant } = tenantKit()
    const headers = { authorization: `Bearer ${tenant.apiToken}`, 'content-type': 'application/json' }
    const statuses = new Set<number>()
    for (const id of IDS) {
      const target = `/api/v2${path.replaceAll(/:\w+/g, id)}`
      const variants = method === 'GET' ? QUERIES.map((query) => [query, undefined]) : BODIES.map((body) => ['', body])
      for (const [query, body] of variants) {
        const content = body === undefined || body === '' ? {} : { body }
        statuses.add((await tenant.request(`${target}${query}`, { method, headers, ...content })).status)
      }
    }
    expect([...statuses].filter((status) => status >= 500)).toEqual([])
  })
})
