import { join } from 'node:path'
import {
  Auth0Provider,
  Destination,
  EventStream,
  EventStreamAction,
  EventType,
  SecretVariable,
  WebhookAuthorization,
} from 'auth0-event-streams/cdktf'
import { TerraformStack } from 'cdktf'
import type { Construct } from 'constructs'
import { AWS, CRM_HOST } from './settings'

/** The folder with the code of the Actions. */
const ACTIONS = join(__dirname, 'actions')

/** The event streams of the tenant: one to AWS EventBridge, one to a webhook, and two that run an Action. */
export class EventStreams extends TerraformStack {
  /** The users, to AWS EventBridge. */
  readonly users: EventStream

  constructor(scope: Construct, id: string) {
    super(scope, id)
    Auth0Provider.fromVariables(this, 'auth0')

    this.users = new EventStream(this, 'users', {
      name: 'users-to-eventbridge',
      events: EventType.user.all,
      destination: Destination.eventBridge({ awsAccountId: AWS.accountId, awsRegion: AWS.region }),
    })

    // Never in a saved plan or in the state, unlike a TerraformVariable that is only sensitive.
    const token = new SecretVariable(this, 'crm_token', { description: 'Bearer token that the CRM expects.' })
    new EventStream(this, 'customers', {
      name: 'customers-to-crm',
      events: [EventType.user.created, EventType.user.updated, EventType.user.deleted],
      destination: Destination.webhook({
        endpoint: `https://${CRM_HOST}/auth0`,
        // Increment the version to send a new token.
        authorization: WebhookAuthorization.bearer(token.stringValue, { version: 1 }),
      }),
    })

    const logging = EventStreamAction.fromFile(this, 'log_members', join(ACTIONS, 'log-members.js'), {
      name: 'log-members',
    })
    new EventStream(this, 'members', {
      name: 'members-to-action',
      events: EventType.organization.member.role.all,
      destination: Destination.action(logging),
    })

    const url = new SecretVariable(this, 'service_url', { description: 'URL that the Action sends events to.' })
    const key = new SecretVariable(this, 'service_key', { description: 'Key that the service expects.' })
    const forwarding = EventStreamAction.fromFile(this, 'forward', join(ACTIONS, 'forward-organizations.js'), {
      name: 'forward-organizations',
      secrets: { URL: url.stringValue, API_KEY: key.stringValue },
      // Increment the version to send new secrets.
      secretOptions: { version: 1 },
    })
    new EventStream(this, 'organizations', {
      name: 'organizations-to-service',
      events: [EventType.organization.created, EventType.organization.updated, EventType.organization.deleted],
      destination: Destination.action(forwarding),
    })
  }
}
