import { createApp } from './app'
import { createState, type TenantOptions } from './state'
import { createControls, type TenantControls } from './tenant-controls'

/** An Auth0 tenant without a port: requests in, responses out. */
export interface Tenant extends TenantControls {
  readonly clientId: string
  readonly clientSecret: string
  readonly apiToken: string
  /** Answers a request. Rejects with `BrokenConnection` when a fault breaks the connection. */
  fetch(request: Request): Promise<Response>
  /** `fetch` for a path; the host is `localhost`. */
  request(path: string, init?: RequestInit): Promise<Response>
}

/** A tenant that holds nothing yet. Throws on options that cannot be meant. */
export function createTenant(options: TenantOptions = {}): Tenant {
  const { state, reset } = createState(options)
  const controls = createControls(state, reset)
  const app = createApp(state, controls)
  const { clientId, credential } = state.defaultClient
  return {
    ...controls,
    clientId,
    clientSecret: credential.kind === 'secret' ? credential.secret : '',
    apiToken: state.apiToken,
    fetch: async (request) => app.fetch(request),
    request: async (path, init) => app.fetch(new Request(new URL(path, 'http://localhost'), init)),
  }
}
