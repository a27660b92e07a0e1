import { createApp } from './app'
import { createControls, type TenantControls } from './controls/tenant-controls'
import { createState } from './create-state'
import { assertKnownOptions } from './known-options'
import type { Place } from './place'
import { loadSeed } from './seed/seed'
import type { TenantOptions } from './tenant-options'

/** An Auth0 tenant without a port: requests in, responses out. */
export interface Tenant extends TenantControls {
  readonly clientId: string
  readonly clientSecret: string
  readonly apiToken: string
  /** Whether the seed was loaded; a tenant that already holds something is left alone. */
  readonly seeded: boolean
  /** Handles a request. Rejects with `BrokenConnection` when a fault breaks the connection. */
  fetch(request: Request): Promise<Response>
  /** `fetch` for a path; the host is `localhost`. */
  request(path: string, init?: RequestInit): Promise<Response>
  /** Stops deliveries and timers. What is queued stays in the storage, for a tenant that is made from it later. */
  close(): void
}

/**
 * A tenant that holds its seed, and what its storage held. Its caller sets `place` once it listens. Throws on options
 * that cannot be meant, seed included.
 */
export function createTenant(options: TenantOptions = {}, place: Place = {}): Tenant {
  assertKnownOptions(options)
  const { state, reset, close } = createState(options, place)
  function begin() {
    return loadWhole(() => loadSeed(state, options.seed ?? {}), reset)
  }
  const seeded = begin()
  const controls = createControls(state, () => {
    reset()
    begin()
  })
  const app = createApp(state, controls)
  state.deliveries.resume()
  // What a response has confirmed must survive a crash.
  async function handle(request: Request) {
    try {
      return await app.fetch(request)
    } finally {
      state.storage.flush()
    }
  }
  const { clientId, credential } = state.defaultClient
  return {
    ...controls,
    clientId,
    clientSecret: credential.kind === 'secret' ? credential.secret : '',
    apiToken: state.apiToken,
    seeded,
    fetch: handle,
    request: async (path, init) => handle(new Request(new URL(path, 'http://localhost'), init)),
    close,
  }
}

/** A seed that fails half-way leaves an empty tenant, so that it can be mended and loaded again. */
function loadWhole<Result>(load: () => Result, empty: () => void): Result {
  try {
    return load()
  } catch (error) {
    empty()
    throw error
  }
}
