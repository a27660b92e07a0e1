import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** An example, and what the demo needs to run it. */
export interface Example {
  readonly title: string
  /** The folder below `examples/hcl`. */
  readonly folder: string
  readonly address: string
  /** Addresses of the resources that the stream needs, such as its Action. */
  readonly needs?: readonly string[]
  /** The values of the example's variables. */
  readonly variables: Readonly<Record<string, string>>
  /** The name of the stream in the example, and the new name that the demo's update sets. */
  readonly name: string
  readonly newName: string
  /** The same resource for the plugin client, which reads no HCL. */
  readonly config: (name: string) => Readonly<Record<string, unknown>>
  /** Whether a plan after an import shows no changes. The secret of a webhook has to be sent once more. */
  readonly importIsComplete: boolean
}

const TOKEN = 'demo-token-2f1c9a'
const ENDPOINT = 'https://handler.example.com/webhook'

/** The three examples. The plugin client, which does not read HCL, uses the Action with this id. */
export function examples(actionId: string): readonly Example[] {
  return [
    {
      title: 'AWS EventBridge',
      folder: 'eventbridge',
      address: 'auth0_event_stream.eventbridge_stream',
      variables: { aws_account_id: '123456789012', aws_region: 'us-east-1' },
      name: 'ng-demo-eventbridge-tf',
      newName: 'users-to-eventbridge',
      config: (name) => ({
        name,
        destination_type: 'eventbridge',
        subscriptions: ['user.created'],
        eventbridge_configuration: [{ aws_account_id: '123456789012', aws_region: 'us-east-1' }],
      }),
      importIsComplete: true,
    },
    {
      title: 'Webhook',
      folder: 'webhook',
      address: 'auth0_event_stream.webhook_stream',
      variables: { api_token: TOKEN, webhook_endpoint_url: ENDPOINT },
      name: 'my-webhook-handler-stream-tf',
      newName: 'users-to-webhook',
      config: (name) => ({
        name,
        destination_type: 'webhook',
        subscriptions: ['user.created'],
        webhook_configuration: [
          { webhook_endpoint: ENDPOINT, webhook_authorization: [{ method: 'bearer', token: TOKEN }] },
        ],
      }),
      importIsComplete: false,
    },
    {
      title: 'Auth0 Action',
      folder: 'action',
      address: 'auth0_event_stream.action_stream',
      needs: ['auth0_action.handler'],
      variables: {},
      name: 'actions-1',
      newName: 'users-to-action',
      config: (name) => ({
        name,
        destination_type: 'action',
        subscriptions: ['user.created', 'user.updated', 'user.deleted'],
        action_configuration: [{ action_id: actionId }],
      }),
      importIsComplete: true,
    },
  ]
}

/** The files of the example by name, without its README. */
export function readFiles({ folder }: Example): Record<string, string> {
  const path = join(__dirname, '..', 'examples', 'hcl', folder)
  const names = readdirSync(path).filter((name) => /\.(?:tf|js)$/.test(name))
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(path, name), 'utf8')]))
}
