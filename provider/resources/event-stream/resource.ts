import { eventStream } from '../../../schema/auth0/index'
import { defineResource } from '../../framework/index'
import { isManagementError, type ManagementClient } from '../../management/index'
import { toCreateBody, toUpdateBody } from './request'
import { toState } from './state'
import { upgradeEventStream } from './upgrade'
import { disabledElsewhere, replacementCost, unimportable, vanished } from './warnings'

// Source: the format `event-stream-id` of the Management API. The letters that Auth0's ids leave out (0 O I l) are let
// through, since how strict its own check is has never been documented.
const ID = /^est_[A-Za-z0-9]{22}$/

/** The resource `auth0_event_stream`. Each operation is one call. */
export const eventStreamResource = defineResource<typeof eventStream, ManagementClient>({
  schema: eventStream,

  async create({ config, plan }, { api, signal }) {
    return { state: toState(await api.eventStreams.create(toCreateBody(plan, config), { signal }), plan) }
  },

  async read({ state }, { api, signal }) {
    try {
      const stream = await api.eventStreams.get(state.id, { signal })
      const disabled = state.status === 'enabled' && stream.status === 'disabled'
      return { state: toState(stream, state), diagnostics: disabled ? [disabledElsewhere(stream.name, stream.id)] : [] }
    } catch (thrown) {
      if (!isManagementError(thrown) || thrown.status !== 404) throw thrown
      return { state: null, diagnostics: state.name === null ? [] : [vanished(state.name, state.id)] }
    }
  },

  async update({ prior, config, plan }, { api, signal }) {
    const body = toUpdateBody(eventStream, prior, plan, config)
    return { state: toState(await api.eventStreams.update(prior.id, body, { signal }), plan) }
  },

  async delete({ state }, { api, signal }) {
    await api.eventStreams.delete(state.id, { signal })
  },

  importState: (id) => (ID.test(id) ? { state: { id } } : { diagnostic: unimportable(id) }),
  upgradeState: upgradeEventStream,
  warnReplacement: replacementCost,
})
