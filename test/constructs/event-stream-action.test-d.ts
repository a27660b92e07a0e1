// Compiled as it stands against the packed package, too: it imports nothing but public entries.
import {
  EventStreamAction,
  type EventStreamActionHandler,
  type IEventStreamAction,
  SecretVariable,
} from 'auth0-event-streams/cdktf'
import type { Action } from 'auth0-event-streams/cdktf/l1/action'
import type { TerraformStack } from 'cdktf'

declare const stack: TerraformStack
const key = new SecretVariable(stack, 'key')
const code = 'exports.onExecuteEventStream = async () => {}'

const action: IEventStreamAction = EventStreamAction.fromFile(stack, 'Handler', 'handler.js', {
  name: 'handler',
  secrets: { API_KEY: key.stringValue },
  secretOptions: { version: 2 },
  dependencies: { axios: '1.7.9' },
  modules: [{ moduleId: 'm', moduleVersionId: 'v' }],
  runtime: 'node22',
  deploy: true,
  timeout: '10m',
  dependsOn: [key],
  lifecycle: { preventDestroy: true },
})
const texts: readonly string[] = [action.actionId, action.actionName, action.versionId]
const resource: Action = EventStreamAction.fromInline(stack, 'Inline', code).resource

// @ts-expect-error An Action is made from a file or from a text.
new EventStreamAction(stack, 'Handler', { code })
// @ts-expect-error A file is its path.
EventStreamAction.fromFile(stack, 'Handler', { file: 'handler.js' })
// @ts-expect-error Code is text, not a function, which would lose what it refers to.
EventStreamAction.fromInline(stack, 'Handler', async () => {})
// @ts-expect-error Secrets are values by their names.
EventStreamAction.fromInline(stack, 'Handler', code, { secrets: ['API_KEY'] })
// @ts-expect-error A secret is its value, such as that of a variable.
EventStreamAction.fromInline(stack, 'Handler', code, { secrets: { API_KEY: key } })
// @ts-expect-error A secret that is stored has no version.
EventStreamAction.fromInline(stack, 'Handler', code, { secretOptions: { storeInState: true, version: 2 } })
// @ts-expect-error The block of the resource is not a prop.
EventStreamAction.fromInline(stack, 'Handler', code, { secretsWo: [{ name: 'API_KEY', value: 'x' }] })
// @ts-expect-error Its trigger is that of event streams.
EventStreamAction.fromInline(stack, 'Handler', code, { supportedTriggers: { id: 'post-login', version: 'v3' } })
// @ts-expect-error Packages are versions by their names, as in a package.json.
EventStreamAction.fromInline(stack, 'Handler', code, { dependencies: [{ name: 'axios', version: '1.7.9' }] })
// @ts-expect-error A module has a version.
EventStreamAction.fromInline(stack, 'Handler', code, { modules: [{ moduleId: 'm' }] })
// @ts-expect-error Whether to deploy is a boolean.
EventStreamAction.fromInline(stack, 'Handler', code, { deploy: 'true' })
// @ts-expect-error One stream runs one Action, and none is made for each element.
EventStreamAction.fromInline(stack, 'Handler', code, { count: 2 })
// @ts-expect-error What Auth0 gives cannot be set.
action.actionId = 'a'

export const handler: EventStreamActionHandler<'user.created' | 'organization.member.added', 'API_KEY'> = async (
  event,
  api,
) => {
  const { message, secrets } = event
  const sent: string = secrets.API_KEY
  api.cache.set('last', message.id, { ttl: 60_000 })
  if (message.type === 'user.created') {
    const email: string | undefined = message.data?.object.email
    const id: string | undefined = message.data?.object.user_id
    void [email, id]
  } else {
    const member: string | undefined = message.data?.object.user.user_id
    void member
  }
  // @ts-expect-error The object is in data.object.
  void message.data?.email
  // @ts-expect-error The type is that of the message.
  void event.event_type
  // @ts-expect-error Data may be absent.
  void message.data.object
  // @ts-expect-error There is no such secret.
  void secrets.TOKEN
  // @ts-expect-error To fail, throw an error.
  api.message.fail('no data')
  // @ts-expect-error Not among the events of this handler.
  if (message.type === 'user.deleted') return
  void sent
}

export const anything: EventStreamActionHandler = (event) => {
  const url: string | undefined = event.secrets['URL']
  const type: string = event.message.type
  void [url, type, event.message.data?.object]
}

// A type that this version does not know.
export const later: EventStreamActionHandler<'user.blocked'> = ({ message }) => {
  const reason: unknown = message.data?.object['reason']
  void reason
}

export const used = [texts, resource]
