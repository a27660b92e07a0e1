import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DESTINATION_TYPES, type DestinationType } from '../auth0/event-stream'
import { action, actionData, auth0Provider, eventStream, eventStreamData } from '../auth0/index'
import type { Declared } from './declared'
import type { Page } from './docs'

function example(name: string): string {
  return readFileSync(join('examples', 'hcl', name, 'main.tf'), 'utf8')
}

const PROVIDER_USE = `
terraform {
  required_version = ">= 1.0"

  required_providers {
    auth0 = {
      source  = "auth0-event-streams/auth0"
      version = ">= 1.0.0"
    }
  }
}

# Reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET.
provider "auth0" {}
`

const WRITE_ONLY = `
resource "auth0_event_stream" "webhook" {
  name             = "users-to-crm"
  destination_type = "webhook"
  subscriptions    = ["user.created", "user.updated", "user.deleted"]

  webhook_configuration {
    webhook_endpoint = "https://crm.example.com/auth0"

    webhook_authorization {
      method           = "bearer"
      token_wo         = var.crm_token # an ephemeral variable: never in the plan, never in the state
      token_wo_version = 1             # increment it to send a new token
    }
  }
}
`

const DATA_USE = `
data "auth0_event_stream" "users" {
  id = "est_8of6RXoM1997qikH7NS11h"
}

output "partner_event_source" {
  value = data.auth0_event_stream.users.eventbridge_configuration[0].aws_partner_event_source
}
`

const IMPORT = `
## Import

\`\`\`shell
terraform import auth0_event_stream.users est_8of6RXoM1997qikH7NS11h
\`\`\`

An \`import\` block takes the id, or from Terraform 1.12 and OpenTofu 1.12 the [identity](#identity):

\`\`\`terraform
import {
  to       = auth0_event_stream.users
  identity = { id = "est_8of6RXoM1997qikH7NS11h" }
}
\`\`\`

Auth0 never returns secrets. A webhook stream can be imported without one: \`method\`, and \`username\` or \`header_key\`, are enough for a plan
without changes, and \`terraform plan -generate-config-out=FILE\` generates exactly that. To manage the secret, add it to the configuration; the
plan shows a change, and the apply sends the secret once. State written by the official provider \`auth0/auth0\` is compatible.
`

const ACTION_USE = `
resource "auth0_action" "handler" {
  name    = "log-users"
  runtime = "node22"
  code    = file("\${path.module}/handler.js")
  deploy  = true # an event stream can only run a deployed Action

  supported_triggers {
    id      = "event-stream"
    version = "v1"
  }
}

resource "auth0_event_stream" "users" {
  name             = "users-to-action"
  destination_type = "action"
  subscriptions    = ["user.created", "user.updated", "user.deleted"]

  action_configuration {
    action_id = auth0_action.handler.id
  }
}
`

const ACTION_SECRET = `
resource "auth0_action" "notify" {
  name   = "notify-crm"
  code   = file("\${path.module}/notify.js") # reads event.secrets.CRM_TOKEN
  deploy = true

  supported_triggers {
    id      = "event-stream"
    version = "v1"
  }

  secrets_wo {
    name  = "CRM_TOKEN"
    value = var.crm_token # an ephemeral variable: never in the plan, never in the state
  }
  secrets_wo_version = 1 # increment it to send new values
}
`

const ACTION_DATA_USE = `
data "auth0_action" "handler" {
  name = "log-users"
}
`

const ACTION_IMPORT = `
## Import

\`\`\`shell
terraform import auth0_action.handler 12f4f21b-017a-319d-92e7-2291c1ca36c4
\`\`\`

An \`import\` block takes the id, or from Terraform 1.12 and OpenTofu 1.12 the [identity](#identity):

\`\`\`terraform
import {
  to       = auth0_action.handler
  identity = { id = "12f4f21b-017a-319d-92e7-2291c1ca36c4" }
}
\`\`\`

Auth0 never returns the values of secrets. After an import, add them to the configuration; the plan shows a change, and the apply sends them
once. State written by the official provider \`auth0/auth0\` is compatible.

The guide [Actions for event streams](../guides/actions-for-event-streams.md) covers deployment, failed builds, replacement and deletion.
`

const RATE_LIMIT = `
## Rate limit

The provider stays within the rate limit of the tenant, which your logins and other programs share. It reads the limit from Auth0's
responses, reserves \`rate_limit_headroom\` percent of it for others, and prioritizes writes over reads. All runs of Terraform by one user on
one machine share this budget, so that concurrent pipelines do not exceed the limit together.

While requests wait, the log (\`TF_LOG_PROVIDER=WARN\`) says immediately and every ten seconds how many, for how long, and why. A request that would wait longer than five minutes is not sent, and the error says what to change.
`

/** The examples of each type of destination, in the order of the types. */
const DESTINATION_EXAMPLES: Readonly<Record<DestinationType, () => NonNullable<Page['examples']>>> = {
  eventbridge: () => [['AWS EventBridge', example('eventbridge')]],
  webhook: () => [
    ['Webhook', example('webhook')],
    ['Webhook with a write-only secret', WRITE_ONLY],
  ],
  action: () => [['Auth0 Action', example('action')]],
}

/** The pages for which somebody wrote more than the schema. The examples are those of \`examples/hcl\`, which the demo runs. */
function writtenPages(): readonly Page[] {
  return [
    {
      kind: 'provider',
      schema: auth0Provider,
      examples: [['From the environment', PROVIDER_USE]],
      closing: RATE_LIMIT,
    },
    {
      kind: 'resource',
      schema: eventStream,
      examples: DESTINATION_TYPES.flatMap((type) => DESTINATION_EXAMPLES[type]()),
      closing: IMPORT,
    },
    {
      kind: 'resource',
      schema: action,
      examples: [
        ['Action of an event stream', ACTION_USE],
        ['Write-only secrets', ACTION_SECRET],
      ],
      closing: ACTION_IMPORT,
    },
    { kind: 'data source', schema: eventStreamData, examples: [['By id', DATA_USE]] },
    { kind: 'data source', schema: actionData, examples: [['By name', ACTION_DATA_USE]] },
  ]
}

/** A page for the provider, and for each of its resources and data sources. */
export function pagesOf({ resources, dataSources }: Declared): readonly Page[] {
  const written = writtenPages()
  function plain(kind: Page['kind'], schemas: Declared['resources']): readonly Page[] {
    return schemas
      .filter(({ type }) => !written.some((page) => page.kind === kind && page.schema.type === type))
      .map((schema) => ({ kind, schema, examples: [] }))
  }
  return [...written, ...plain('resource', resources), ...plain('data source', dataSources)]
}
