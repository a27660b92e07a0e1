import { EVENT_STREAM_ID, eventStream } from '../../../schema/auth0/index'
import type { StateOf } from '../../../schema/dsl/index'
import { defineResource, UncertainUpdate } from '../../framework/index'
import { isManagementError, type ManagementClient } from '../../management/index'
import { checkChange } from './check-change'
import { toCreateBody, toUpdateBody } from './request'
import { toState, withoutSecrets } from './state'
import { upgradeEventStream } from './upgrade'
import { destroyCost, disabledElsewhere, replacementCost, unimportable, vanished } from './warnings'

// Only Auth0 itself can say that a stream is gone; a proxy's page, or a wrong host's, must not remove it from the state.
const isGone = (thrown: unknown): boolean =>
  isManagementError(thrown) && thrown.status === 404 && thrown.fromAuth0 === true

/** The answer; where it was lost, nobody knows which secret Auth0 holds now. */
const orUncertain = <T>(answer: Promise<T>, certain: StateOf<typeof eventStream>): Promise<T> =>
  answer.catch((thrown: unknown) => {
    const isCertain = isManagementError(thrown) && !thrown.mayHaveBeenApplied
    throw isCertain ? thrown : new UncertainUpdate(certain, thrown)
  })

/** The resource `auth0_event_stream`. Each operation is one call. */
export const eventStreamResource = defineResource<typeof eventStream, ManagementClient>({
  schema: eventStream,

  async create({ config, plan }, context) {
    const stream = await context.api.eventStreams.create(toCreateBody(plan, config), context)
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
    const answer = context.api.eventStreams.update(prior.id, body, context)
    const stream = body.destination === undefined ? await answer : await orUncertain(answer, withoutSecrets(prior))
    return { state: toState(stream, plan) }
  },

  async delete({ state }, context) {
    try {
      await context.api.eventStreams.delete(state.id, context)
    } catch (thrown) {
      if (!isGone(thrown)) throw thrown
    }
  },

  importState: (id) => (EVENT_STREAM_ID.test(id) ? { state: { id } } : { diagnostic: unimportable(id) }),
  upgradeState: upgradeEventStream,
  checkChange,
  warnReplacement: replacementCost,
  warnDestroy: destroyCost,
})
