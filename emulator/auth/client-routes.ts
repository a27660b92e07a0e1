import { notFound } from '../http/api-error'
import { jsonResponse } from '../http/response'
import type { Route } from '../http/route'
import type { JsonObject } from '../json'
import type { Collection } from '../storage/storage'
import type { Client } from './client-registry'

/** The client that every tenant has beside those that were registered: it holds the login page, of which there is none. */
const GLOBAL_CLIENT: JsonObject = {
  client_id: 'global',
  name: 'All Applications',
  global: true,
  custom_login_page_on: false,
}

/** Reading the clients of the tenant. Their secrets are not shown; they are registered by a seed or a control route. */
export function clientRoutes({ clients }: { readonly clients: Collection<Client> }): Route[] {
  const scopes = ['read:clients', 'read:client_keys']
  function all() {
    return [...clients.all().map(viewClient), GLOBAL_CLIENT]
  }
  return [
    {
      method: 'GET',
      path: '/clients',
      scopes,
      handle({ query }) {
        const wanted = query.get('is_global')
        const items = all().filter((client) => wanted === null || String(client['global']) === wanted)
        const [page, limit] = [numberOf(query, 'page', 0), numberOf(query, 'per_page', 50)]
        const start = page * limit
        const clients = items.slice(start, start + limit)
        const hasTotals = query.get('include_totals') === 'true'
        return jsonResponse(200, hasTotals ? { start, limit, total: items.length, clients } : clients)
      },
    },
    {
      method: 'GET',
      path: '/clients/:id',
      scopes,
      handle({ params }) {
        const client = all().find((each) => each['client_id'] === params['id'])
        if (client === undefined) throw notFound('The client does not exist')
        return jsonResponse(200, client)
      },
    },
  ]
}

function numberOf(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name) ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : otherwise
}

function viewClient({ clientId }: Client): JsonObject {
  return {
    client_id: clientId,
    name: clientId,
    global: false,
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
  }
}
