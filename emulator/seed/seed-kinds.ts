import { CREATE_ACTION_SCHEMA } from '../actions/action-schema'
import { assertBuilds, createAction } from '../actions/actions'
import { createClient } from '../auth/client-registry'
import { allGroups } from '../directory/group-store'
import { createGroup } from '../directory/groups'
import { allOrganizations } from '../directory/organization-store'
import { allRoles, createRole } from '../directory/roles'
import { CREATE_USER_SCHEMA } from '../directory/user-schema'
import { allUsers } from '../directory/user-store'
import { createUser } from '../directory/users'
import { eventStreamBodySchema } from '../event-streams/event-stream-body'
import { createEventStream } from '../event-streams/event-streams'
import { invalidBody } from '../http/api-error'
import type { JsonSchema } from '../http/json-schema'
import { parseBody } from '../http/validation'
import type { JsonObject } from '../json'
import type { TenantState } from '../state'
import { loadConnection, loadOrganization, SEED_ORGANIZATION_SCHEMA } from './seed-directory'
import type { SeedKindName } from './seed-format'

/** How one kind of thing gets from a seed into a tenant. */
interface SeedKind {
  /** What an entry must look like, given the entry: some kinds have several shapes. */
  readonly schema: (entry: JsonObject, state: TenantState) => JsonSchema
  /** Adds an entry that fits the schema. Throws `ApiError` for a rule that no schema can state. */
  readonly load: (state: TenantState, entry: JsonObject) => unknown
  readonly isEmpty: (state: TenantState) => boolean
}

/**
 * How each kind gets into a tenant. Each entry is the body of the POST that would create it; where ids matter to others it may carry an `id` as well.
 */
export const SEED_KINDS = {
  clients: {
    schema: () => CLIENT_SCHEMA,
    load: loadClient,
    // Some clients and connections are there from the start: they say nothing about whether a tenant is new.
    isEmpty: () => true,
  },
  connections: { schema: () => ANY_OBJECT, load: loadConnection, isEmpty: () => true },
  roles: { schema: () => ANY_OBJECT, load: createRole, isEmpty: (state) => allRoles(state).length === 0 },
  users: { schema: () => CREATE_USER_SCHEMA, load: createUser, isEmpty: (state) => allUsers(state).length === 0 },
  organizations: {
    schema: () => SEED_ORGANIZATION_SCHEMA,
    load: loadOrganization,
    isEmpty: (state) => allOrganizations(state).length === 0,
  },
  groups: { schema: () => ANY_OBJECT, load: createGroup, isEmpty: (state) => allGroups(state).length === 0 },
  actions: {
    schema: () => withId(CREATE_ACTION_SCHEMA, /^[\w-]+$/),
    load: loadAction,
    isEmpty: ({ actions }) => actions.all().length === 0,
  },
  event_streams: {
    schema: (entry, { switches }) => {
      const { id, ...body } = entry
      return withId(eventStreamBodySchema('create', body, switches), /^est_[1-9A-HJ-NP-Za-km-z]{22}$/)
    },
    load: loadEventStream,
    isEmpty: ({ streams }) => streams.all().length === 0,
  },
} as const satisfies Record<SeedKindName, SeedKind>

/** For kinds whose own rules say all there is to say, fault by fault. */
const ANY_OBJECT: JsonSchema = { type: 'object' }

const CLIENT_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['client_id'],
  properties: {
    client_id: { type: 'string', minLength: 1 },
    client_secret: { type: 'string', minLength: 1 },
    public_key: { type: 'string', minLength: 1 },
    scopes: { type: 'array', items: { type: 'string' } },
    authorized: { type: 'boolean' },
  },
} as const satisfies JsonSchema

function loadClient(state: TenantState, entry: JsonObject): void {
  const {
    client_id: clientId,
    client_secret: clientSecret,
    public_key: publicKey,
    ...others
  } = parseBody(entry, CLIENT_SCHEMA)
  const secret = clientSecret === undefined ? {} : { clientSecret }
  const key = publicKey === undefined ? {} : { publicKey }
  const client = asRefusal(() => createClient({ clientId, ...secret, ...key, ...others }))
  state.clients.put(client.clientId, client)
}

/** What the registry of clients throws, as a rule of a seed's kind throws it. */
function asRefusal<Made>(make: () => Made): Made {
  try {
    return make()
  } catch (error) {
    throw invalidBody(error instanceof Error ? error.message : String(error))
  }
}

/** An action of a seed is built and deployed before anybody asks, so that a stream of the seed can use it. */
function loadAction(state: TenantState, { id, ...body }: JsonObject): void {
  const created = createAction(state, { ...body, deploy: false })
  const stored = state.actions.get(String(created['id']))
  if (stored === undefined) throw new Error('An action vanished while it was loaded')
  state.actions.delete(stored.id)
  const changedAtMs = state.clock() - 2 * state.actionDelayMs
  const action = state.actions.insert({ ...stored, id: typeof id === 'string' ? id : stored.id, changedAtMs })
  if (body['deploy'] === false) return
  assertBuilds(state, stored.content)
  state.actions.addVersion(action.id, changedAtMs + state.actionDelayMs)
}

function loadEventStream(state: TenantState, { id, ...body }: JsonObject): void {
  const created = createEventStream(state, body)
  const stored = state.streams.get(created.id)
  if (stored === undefined || typeof id !== 'string') return
  state.streams.delete(created.id)
  state.streams.insert({ ...created, id }, stored.secrets)
}

function withId(schema: JsonSchema, pattern: RegExp): JsonSchema {
  const id = { type: 'string', pattern: pattern.source }
  return { ...schema, properties: { id, ...schema.properties } }
}
