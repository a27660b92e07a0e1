import type { CallOptions } from '../collection/call-options'
import type { CollectionCalls } from '../collection/collection'
import { amendedError, isManagementError } from '../management-error'
import { failureOf } from '../retry'
import type { EventStreamCreate } from './event-stream'
import type { EventStreamTypes } from './event-streams'

/**
 * Calls of which a create that is refused with 400 names the stream that runs its Action already, if there is one
 * (`usedBy`): an Action serves one stream. Costs one list call per 100 streams, after such a refusal only.
 */
export function withActionHolder(calls: CollectionCalls<EventStreamTypes>): CollectionCalls<EventStreamTypes> {
  return {
    ...calls,
    async create(body, options = {}) {
      const outcome = await calls.create(body, options).catch(failureOf)
      if (!isManagementError(outcome)) return outcome
      if (outcome.status !== 400 || !outcome.fromAuth0) throw outcome
      const usedBy = await findActionHolder(calls, body, options)
      throw usedBy === undefined ? outcome : amendedError(outcome, { usedBy })
    },
  }
}

async function findActionHolder(
  calls: CollectionCalls<EventStreamTypes>,
  body: EventStreamCreate,
  options: CallOptions,
): Promise<{ id: string; name: string } | undefined> {
  // JavaScript lets bodies through that Auth0 refuses.
  const action_id = body?.destination?.type === 'action' ? body.destination.configuration?.action_id : undefined
  if (action_id === undefined) return undefined
  try {
    for await (const page of calls.pages({ take: 100 }, options)) {
      const holder = page.eventStreams.find(
        (stream) => stream.destination.type === 'action' && stream.destination.configuration.action_id === action_id,
      )
      if (holder !== undefined) return { id: holder.id, name: holder.name }
    }
  } catch (thrown) {
    // What Auth0 said to the create tells more than why the list cannot be read.
    if (!isManagementError(thrown)) throw thrown
  }
  return undefined
}
