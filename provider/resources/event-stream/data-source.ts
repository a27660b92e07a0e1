import { eventStreamData } from '../../../schema/auth0/index'
import { isUnknown, type StateOf } from '../../../schema/dsl/index'
import { defineDataSource } from '../../framework/index'
import type { EventStream, ManagementClient } from '../../management/index'

/** The data source `auth0_event_stream`: one stream by its id, one call. */
export const eventStreamDataSource = defineDataSource<typeof eventStreamData, ManagementClient>({
  schema: eventStreamData,

  async read({ config }, { api, signal, secrets }) {
    if (isUnknown(config.id)) throw new TypeError('the id of a data source is unknown when it is read')
    return { state: toDataState(await api.eventStreams.get(config.id, { signal, secrets })) }
  },
})

type DataState = StateOf<typeof eventStreamData>

const UNREADABLE = {
  header_key: null,
  header_value: null,
  header_value_wo: null,
  header_value_wo_version: null,
  password: null,
  password_wo: null,
  password_wo_version: null,
  token: null,
  token_wo: null,
  token_wo_version: null,
  username: null,
}

/** The data of a stream in a response; secrets, which Auth0 never returns, are null. */
export function toDataState({ destination, subscriptions, ...stream }: EventStream): DataState {
  return {
    id: stream.id,
    name: stream.name,
    destination_type: destination.type,
    subscriptions: subscriptions.map(({ event_type }) => event_type),
    status: stream.status,
    created_at: stream.created_at,
    updated_at: stream.updated_at,
    eventbridge_configuration: destination.type === 'eventbridge' ? [destination.configuration] : [],
    webhook_configuration:
      destination.type === 'webhook'
        ? [
            {
              webhook_endpoint: destination.configuration.webhook_endpoint,
              webhook_authorization: [{ ...UNREADABLE, ...destination.configuration.webhook_authorization }],
            },
          ]
        : [],
    action_configuration: destination.type === 'action' ? [destination.configuration] : [],
  }
}
