import { EVENT_STREAM_ID, eventStream } from '../../../schema/auth0/index'
import type { StateOf } from '../../../schema/dsl/index'
import { defineResource, type OperationContext, type ReviewedChange, UncertainUpdate } from '../../framework/index'
import { type CallOptions, isManagementError, type ManagementClient } from '../../management/index'
import { countFound, countMissing } from '../lookups'
import { adoptionWarnings, vanished } from '../object-warnings'
import { plannedNamesOf } from '../planned-names'
import { plannedReferencesOf, type Reference } from '../planned-references'
import { checkChange } from './check-change'
import { EVENT_STREAM_WORDS } from './explain'
import { actionIdOf, rememberRunner, reviewReplacedAction } from './replaced-action'
import { toCreateBody, toUpdateBody } from './request'
import { toState, withoutSecrets } from './state'
import { upgradeEventStream } from './upgrade'
import { destroyCost, disabledElsewhere, replacementCost, unimportable } from './warnings'

function isGone(thrown: unknown): boolean {
  return isManagementError(thrown) && thrown.gone === true
}

type State = StateOf<typeof eventStream>

/** What a failed write rejects with: where it left the stream in another state than the prior one, that state goes with it. */
function withStateLeft(thrown: unknown, prior: State, sendsSecret: boolean): unknown {
  const failure = isManagementError(thrown) ? thrown : undefined
  const renamed = failure?.currentName === undefined ? prior : { ...prior, name: failure.currentName }
  // Where the response was lost, it is unknown which secret Auth0 holds.
  const left = sendsSecret && failure?.mayHaveBeenApplied !== false ? withoutSecrets(renamed) : renamed
  return left === prior ? thrown : new UncertainUpdate(left, thrown)
}

const KIND = { schema: eventStream, words: EVENT_STREAM_WORDS }

/** The context of a write, with what is planned for the streams whose names it may meet. */
function withOutlook(context: OperationContext<ManagementClient>): OperationContext<ManagementClient> & CallOptions {
  const plans = plannedNamesOf(context.api, KIND)
  plans.applying()
  return Object.assign(context, { outlook: plans.outlook })
}

/** A 404 must not take a stream out of the state that is still there: a proxy, a router or a wrong host may respond with it too. */
function confirming<Context extends object>(context: Context, state: State): Context & CallOptions {
  return Object.assign(context, { confirmGone: { createdAt: state.created_at } })
}

/** The Action that a planned stream is to run, if its id is known. */
function actionReferenceOf({ planned }: ReviewedChange): readonly Reference[] {
  const [name, targetId] = [planned?.['name'], actionIdOf(planned)]
  if (typeof name !== 'string' || targetId === undefined) return []
  return [{ words: EVENT_STREAM_WORDS, name, targetId, path: ['action_configuration', 0, 'action_id'] }]
}

/** The resource `auth0_event_stream`. Each operation is one call. */
export const eventStreamResource = defineResource<typeof eventStream, ManagementClient>({
  schema: eventStream,

  async create({ config, plan }, context) {
    const stream = await context.api.eventStreams.create(toCreateBody(plan, config), withOutlook(context))
    return {
      state: toState(stream, plan),
      diagnostics: adoptionWarnings(EVENT_STREAM_WORDS, stream, context.client),
    }
  },

  async read({ state }, context) {
    const { api, client } = context
    try {
      const stream = await api.eventStreams.get(state.id, confirming(context, state))
      countFound(api)
      plannedNamesOf(api, KIND).found(stream.id)
      const disabled = state.status === 'enabled' && stream.status === 'disabled'
      const found = toState(stream, state)
      rememberRunner(api, found)
      return {
        state: found,
        diagnostics: disabled ? [disabledElsewhere(stream.name, stream.id, client)] : [],
      }
    } catch (thrown) {
      if (!isGone(thrown)) throw thrown
      const lookups = countMissing(api, EVENT_STREAM_WORDS.noun)
      const isImported = state.name === null
      return { state: null, diagnostics: isImported ? [] : [vanished(EVENT_STREAM_WORDS, state, lookups, context)] }
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
      await context.api.eventStreams.delete(state.id, confirming(withOutlook(context), state))
    } catch (thrown) {
      if (!isGone(thrown)) throw withStateLeft(thrown, state, false)
    }
  },

  importState: (id) => (EVENT_STREAM_ID.test(id) ? { state: { id } } : { diagnostic: unimportable(id) }),
  upgradeState: upgradeEventStream,
  checkChange,
  warnReplacement: replacementCost,
  warnDestroy: destroyCost,
  reviewPlan: (change, { api, client }) => [
    ...plannedNamesOf(api, KIND).review(change, client),
    ...reviewReplacedAction(api, change, client),
    ...actionReferenceOf(change).flatMap((reference) => plannedReferencesOf(api).reviewReference(reference)),
  ],
})
