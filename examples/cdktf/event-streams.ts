import {
  Auth0Provider,
  Destination,
  EventStream,
  EventType,
  SecretVariable,
  WebhookAuthorization,
} from 'auth0-event-streams/cdktf'
import { TerraformStack, TerraformVariable } from 'cdktf'
import type { Construct } from 'constructs'
import { AWS, CRM_HOST } from './settings'

/** The event streams of the tenant, one for each destination. */
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

    // In no saved plan and in no state, unlike a TerraformVariable that is only sensitive.
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

    const action = new TerraformVariable(this, 'action_id', {
      type: 'string',
      description: 'Id of a deployed Action with the trigger event-stream.',
    })
    new EventStream(this, 'members', {
      name: 'members-to-action',
      events: EventType.organization.member.role.all,
      destination: Destination.action({ actionId: action.stringValue }),
    })
  }
}
