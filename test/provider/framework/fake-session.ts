import {
  type Configured,
  createSession,
  error,
  type Logger,
  type ObjectValue,
  type Provider,
  type Resource,
  type Subject,
  silentLogger,
} from '../../../provider/framework/index'
import { schema, string } from '../../../schema/dsl/index'
import { sample } from './sample'

/** The provider block of the fake provider. */
export const fakeSchema = schema({
  type: 'sample',
  doc: '',
  body: { key: string({ mode: 'optional', sensitive: true, doc: '' }) },
})

/** An error of the fake API, the only kind that the fake provider explains. */
export class ApiError extends Error {}

function explain(thrown: unknown, { operation }: Subject) {
  return thrown instanceof ApiError ? error(`Cannot ${operation} box`, thrown.message) : undefined
}

interface Fake {
  readonly resource?: Partial<Resource<unknown>>
  readonly configured?: Configured<unknown>
  readonly log?: Logger
  readonly parentProgram?: () => string | undefined
}

/** A session of a provider whose resource plays along, save where `over` says otherwise; not configured yet. */
export function fakeSession({
  resource: over = {},
  configured = { api: {} },
  log = silentLogger,
  ...options
}: Fake = {}) {
  const resource: Resource<unknown> = {
    schema: sample,
    create: async ({ plan }) => ({ state: settled(plan) }),
    read: async ({ state }) => ({ state }),
    update: async ({ plan }) => ({ state: settled(plan) }),
    delete: async () => {},
    importState: (id) => ({ state: { id } }),
    upgradeState: (stored) => stored,
    ...over,
  }
  const provider: Provider = {
    schema: fakeSchema,
    resources: [resource],
    dataSources: [],
    configure: async () => configured,
    explain,
  }
  return { session: createSession(provider, log, options), resource }
}

/** The same, configured. */
export async function configuredSession(fake: Fake = {}) {
  const made = fakeSession(fake)
  await made.session.configure({ key: null }, { terraformVersion: '1.11.4' })
  return made
}

const DECIDED: ObjectValue = { id: 'id-1', status: 'open', changed_at: 'tuesday' }

/** The plan with what the API decides. */
export function settled(plan: ObjectValue): ObjectValue {
  return { ...plan, ...DECIDED }
}

/** A promise that settles when told, and rejects with the signal's reason as soon as that aborts. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new ApiError('aborted')))
  })
}

/** A logger that remembers what it was told to mask, and masks it. */
export function rememberingLogger() {
  const secrets: string[] = []
  const errors: unknown[] = []
  const log: Logger = {
    ...silentLogger,
    error: (_, fields) => errors.push(fields),
    mask: (secret) => secrets.push(secret),
    masked: (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text),
  }
  return { log, secrets, errors }
}
