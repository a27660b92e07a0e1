import { type Emulator, type JsonObject, startEmulator, type Tenant } from '../../emulator/index'
import {
  type Change,
  type Core,
  CoreRefusal,
  type ObjectValue,
  type ResourceClient,
  startCore,
} from '../kit/terraform-core'
import type { StreamState } from './event-stream-config'

/** A provider process with Terraform at one end and a local tenant at the other. */
export interface Stage {
  readonly emulator: Emulator
  readonly tenant: Tenant
  readonly core: Core
  readonly stream: ResourceClient<StreamState>
  /** Creates a stream, and forgets the calls that it took. */
  create(config: ObjectValue): Promise<StreamState>
  /** Plans and applies in one. */
  change(prior: StreamState, config: ObjectValue): Promise<StreamState>
  /** The action of a plan. */
  actionOf(prior: StreamState, config: ObjectValue): Promise<Change<StreamState>['action']>
  /** The Management API calls so far, as `GET /api/v2/…`. */
  calls(): string[]
  /** The bodies of the calls with that method. */
  sent(method: string): JsonObject[]
}

/** Environment variables of a provider that is to use the tenant; nothing stands in between. */
export function credentialsOf({ domain, clientId, clientSecret }: Emulator) {
  return {
    ...PLAIN_NETWORK,
    AUTH0_DOMAIN: domain,
    AUTH0_CLIENT_ID: clientId,
    AUTH0_CLIENT_SECRET: clientSecret,
  }
}

/** Takes the proxies and the extra certificates of this machine out of the environment; reading the latter takes its time. */
export const PLAIN_NETWORK = {
  NODE_EXTRA_CA_CERTS: undefined,
  HTTPS_PROXY: undefined,
  https_proxy: undefined,
  HTTP_PROXY: undefined,
  http_proxy: undefined,
}

/** Sets the stage for the tests of a file: one process for all, an empty tenant and a fresh configuration for each. */
export function setStage(env: Readonly<Record<string, string>> = {}): Stage {
  let emulator: Emulator
  let core: Core
  beforeAll(async () => {
    emulator = await startEmulator()
    core = await startCore({ env: { ...credentialsOf(emulator), ...env } })
  })
  beforeEach(async () => {
    emulator.tenant.reset()
    await core.configure()
  })
  afterAll(async () => {
    await core?.close()
    await emulator?.close()
  })
  return createStage(
    () => emulator,
    () => core,
  )
}

function createStage(emulatorOf: () => Emulator, coreOf: () => Core): Stage {
  function streamOf() {
    return coreOf().resource<StreamState>('auth0_event_stream')
  }
  async function change(prior: StreamState | null, config: ObjectValue) {
    return (await streamOf().apply(await streamOf().plan({ prior, config }))).state
  }
  function requests() {
    return emulatorOf()
      .tenant.requests()
      .filter(({ path }) => path.startsWith('/api/v2/'))
  }
  return {
    get emulator() {
      return emulatorOf()
    },
    get tenant() {
      return emulatorOf().tenant
    },
    get core() {
      return coreOf()
    },
    get stream() {
      return streamOf()
    },
    async create(config) {
      const state = await change(null, config)
      emulatorOf().tenant.clearRequests()
      return state
    },
    change,
    actionOf: async (prior, config) => (await streamOf().plan({ prior, config })).action,
    calls: () => requests().map(({ method, path }) => `${method} ${path}`),
    sent: (method) => requests().flatMap((request) => (request.method === method ? [request.body as JsonObject] : [])),
  }
}

/** What the provider refused with. Rejects when it did not refuse. */
export async function refusalOf(attempt: Promise<unknown>): Promise<CoreRefusal> {
  const outcome = await attempt.then(
    () => new Error('nothing was refused'),
    (error: unknown) => error,
  )
  if (outcome instanceof CoreRefusal) return outcome
  throw outcome
}
