import { EVENT_STREAM_ID, eventStream } from '../../../schema/auth0/index'
import type { StateOf } from '../../../schema/dsl/index'
import { defineResource, type OperationContext, UncertainUpdate } from '../../framework/index'
import { type CallOptions, isManagementError, type ManagementClient } from '../../management/index'
import { checkChange } from './check-change'
import { plannedNamesOf } from './planned-names'
import { toCreateBody, toUpdateBody } from './request'
import { toState, withoutSecrets } from './state'
import { upgradeEventStream } from './upgrade'
import { destroyCost, disabledElsewhere, replacementCost, unimportable, vanished } from './warnings'

// Only Auth0 itself can say that a stream is gone; a proxy's page, or a wrong host's, must not remove it from the state.
const isGone = (thrown: unknown): boolean =>
  isManagementError(thrown) && thrown.status === 404 && thrown.fromAuth0 === true

type State = StateOf<typeof eventStream>

/** What a failed write rejects with: where it left the stream in another state than the prior one, that state goes with it. */
function withStateLeft(thrown: unknown, prior: State, sendsSecret: boolean): unknown {
  const failure = isManagementError(thrown) ? thrown : undefined
  const renamed = failure?.currentName === undefined ? prior : { ...prior, name: failure.currentName }
  // Where the response was lost, nobody knows which secret Auth0 holds now.
  const left = sendsSecret && failure?.mayHaveBeenApplied !== false ? withoutSecrets(renamed) : renamed
  return left === prior ? thrown : new UncertainUpdate(left, thrown)
}

/** The context of a write, with what is planned for the streams whose names it may meet. */
function withOutlook(context: OperationContext<ManagementClient>): OperationContext<ManagementClient> & CallOptions {
  const plans = plannedNamesOf(context.api)
  plans.applying()
  return Object.assign(context, { outlook: plans.outlook })
}

/** The resource `auth0_event_stream`. Each operation is one call. */
export const eventStreamResource = defineResource<typeof eventStream, ManagementClient>({
  schema: eventStream,

  async create({ config, plan }, context) {
    const stream = await context.api.eventStreams.create(toCreateBody(plan, config), withOutlook(context))
    return { state: toState(stream, plan) }
  },

  async read({ state }, context) {
    try {
      const stream = await context.api.eventStreams.get(state.id, context)
      const disabled = state.status === 'enabled' && stream.status === 'disabled'
      return {
        state: toState(stream, state),
        diagnostics: disabled ? [disabledElsewhere(stream.name, stream.id, context.client)] : [],
      }
    } catch (thrown) {
      if (!isGone(thrown)) throw thrown
      return { state: null, diagnostics: state.name === null ? [] : [vanished(state.name, state.id, context.client)] }
    }
  },

  async update({ prior, config, plan }, context) {
    const body = toUpdateBody(eventStream, prior, plan, config)
    // A secret that Terraform forgets is no change to Auth0.
    if (Object.keys(body).length === 0)
      return { state: toState(await context.api.eventStreams.get(prior.id, context), plan) }
    try {
      return { state: toState(await context.api.eventStreams.update(prior.id, body, withOutlook(context)), plan) }
    } catch (thrown) {
      throw withStateLeft(thrown, prior, body.destination !== undefined)
    }
  },

  async delete({ state }, context) {
    try {
      await context.api.eventStreams.delete(state.id, withOutlook(context))
    } catch (thrown) {
      if (!isGone(thrown)) throw withStateLeft(thrown, state, false)
    }
  },

  importState: (id) => (EVENT_STREAM_ID.test(id) ? { state: { id } } : { diagnostic: unimportable(id) }),
  upgradeState: upgradeEventStream,
  checkChange,
  warnReplacement: replacementCost,
  warnDestroy: destroyCost,
  reviewPlan: (change, { api, client }) => plannedNamesOf(api).review(change, client),
})
