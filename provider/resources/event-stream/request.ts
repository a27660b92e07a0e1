import type { eventStream } from '../../../schema/auth0/index'
import { type ConfigOf, isUnknown, type PlanOf, type StateOf } from '../../../schema/dsl/index'
import { equalValues, impliedType, type ObjectValue } from '../../framework/index'
import type { EventStreamCreate, EventStreamUpdate } from '../../management/index'
import { known } from '../known'
import { DESTINATIONS } from './destinations'

type Plan = PlanOf<typeof eventStream>
type Config = ConfigOf<typeof eventStream>
type State = StateOf<typeof eventStream>

/** The body that creates the planned stream. Write-only secrets come from the configuration, which always holds them. */
export function toCreateBody(plan: Plan, config: Config): EventStreamCreate {
  return {
    name: known(plan.name),
    subscriptions: toSubscriptions(plan.subscriptions),
    ...(!isUnknown(plan.status) && { status: plan.status }),
    destination: DESTINATIONS[known(plan.destination_type)].toCreate(plan, config),
  }
}

/** The body that turns the prior stream into the planned one: only what changes, and no secret unless the destination does. */
export function toUpdateBody(schema: typeof eventStream, prior: State, plan: Plan, config: Config): EventStreamUpdate {
  const changed = changedMembers(schema, prior, plan)
  const destination = DESTINATIONS[prior.destination_type].toUpdate?.(prior, plan, config)
  return {
    ...(changed('name') && { name: known(plan.name) }),
    ...(changed('subscriptions') && { subscriptions: toSubscriptions(plan.subscriptions) }),
    ...(changed('status') && !isUnknown(plan.status) && { status: plan.status }),
    ...(destination !== undefined && { destination }),
  }
}

function changedMembers(schema: typeof eventStream, prior: State, plan: Plan) {
  const types = impliedType(schema.body)[1]
  const [before, after] = [prior, plan] as readonly [ObjectValue, ObjectValue]
  return (name: keyof Plan & string): boolean =>
    !equalValues(types[name] ?? 'dynamic', before[name] ?? null, after[name] ?? null)
}

function toSubscriptions(types: Plan['subscriptions']): { event_type: string }[] {
  return [...new Set(known(types).map(known))].map((event_type) => ({ event_type }))
}
