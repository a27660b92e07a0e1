import { isDeepStrictEqual } from 'node:util'
import type { EventStream, Secrets, Tenant } from '../../../emulator/index'
import type { Workspace } from '../../kit/terraform-cli'
import { AUTHORIZATIONS, type ConfiguredDestination, type ConfiguredStream } from './configured-stream'

/** The address of a stream's resource. */
export function addressOf({ label }: ConfiguredStream): string {
  return `auth0_event_stream.${label}`
}

/** What differs between the configuration, the state and the tenant, which are to say the same. */
export function findDifferences(
  streams: readonly ConfiguredStream[],
  workspace: Pick<Workspace, 'state'>,
  tenant: Tenant,
): string[] {
  const held = tenant.eventStreams()
  const ids = stateIds(workspace)
  const known = new Set(Object.values(ids))
  const names = held.map(({ name }) => name)
  return [
    ...held.filter(({ id }) => !known.has(id)).map(({ id, name }) => `an orphan: ${id} "${name}" is in no state`),
    ...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `a duplicate: two streams named "${name}"`),
    ...Object.keys(ids)
      .filter((address) => !streams.some((stream) => addressOf(stream) === address))
      .map((address) => `${address} is in the state, but not in the configuration`),
    ...streams.flatMap((stream) => findDifference(stream, ids[addressOf(stream)], tenant)),
  ]
}

/**
 * The creates that were sent although their stream was there. Names are unique, so a tenant refuses them; but a provider that
 * sends one has not looked, and would make a duplicate where names are not.
 */
export function findRepeatedCreates(tenant: Tenant): string[] {
  const createdAt = new Map(tenant.eventStreams().map(({ name, created_at }) => [name, created_at]))
  return tenant.requests().flatMap(({ method, path, at, body }) => {
    if (method !== 'POST' || path !== '/api/v2/event-streams') return []
    // A request that was cut off has no body.
    const { name } = (body ?? {}) as { readonly name?: string }
    const isThere = at > (createdAt.get(name) ?? at)
    return isThere
      ? [`a duplicate was asked for: the create of "${name}" was sent again after it had been applied`]
      : []
  })
}

function findDifference(stream: ConfiguredStream, id: string | undefined, tenant: Tenant): string[] {
  if (id === undefined) return [`${addressOf(stream)} is not in the state`]
  const held = tenant.eventStreams().find((one) => one.id === id)
  if (held === undefined) return [`${addressOf(stream)} is in the state as ${id}, but not in the tenant`]
  const [is, wanted] = [contentOf(held, tenant.secrets(id)), wantedContentOf(stream)]
  return isDeepStrictEqual(is, wanted)
    ? []
    : [`${addressOf(stream)} (${id}) is ${JSON.stringify(is)}, and should be ${JSON.stringify(wanted)}`]
}

function stateIds(workspace: Pick<Workspace, 'state'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(workspace.state().attributes).map(([address, { id }]) => [address, String(id)]),
  )
}

function contentOf({ name, status, subscriptions, destination }: EventStream, secrets: Secrets | undefined) {
  const { aws_partner_event_source: _, ...configuration } = destination.configuration as Record<string, unknown>
  const events = subscriptions.map(({ event_type }) => event_type).sort()
  return { name, status, events, type: destination.type, configuration, secrets }
}

function wantedContentOf({ name, status = 'enabled', subscriptions, destination }: ConfiguredStream) {
  return {
    name,
    status,
    events: [...subscriptions].sort(),
    type: destination.type,
    ...wantedConfiguration(destination),
  }
}

function wantedConfiguration(destination: ConfiguredDestination) {
  if (destination.type === 'action') return { configuration: { action_id: destination.actionId }, secrets: {} }
  if (destination.type === 'eventbridge') {
    return { configuration: { aws_region: destination.region, aws_account_id: destination.account }, secrets: {} }
  }
  const { method, secret } = destination.authorization
  const { secret: name, beside } = AUTHORIZATIONS[method]
  const authorization = { method, ...beside }
  return {
    configuration: { webhook_endpoint: destination.endpoint, webhook_authorization: authorization },
    secrets: { [name]: secret },
  }
}
