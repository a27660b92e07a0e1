import { eventPattern, eventTypes, parsePartnerEventSource } from '../auth0/index'

const EVENT_TYPES_USE = `
resource "auth0_event_stream" "users" {
  name             = "users-to-crm"
  destination_type = "eventbridge"
  subscriptions    = provider::auth0::event_types("user", "organization.member")

  eventbridge_configuration {
    aws_account_id = "123456789012"
    aws_region     = "us-east-1"
  }
}
`

const PARSE_USE = `
locals {
  event_source = auth0_event_stream.users.eventbridge_configuration[0].aws_partner_event_source
}

output "tenant" {
  value = provider::auth0::parse_partner_event_source(local.event_source).tenant
}
`

const PATTERN_USE = `
locals {
  event_source = auth0_event_stream.users.eventbridge_configuration[0].aws_partner_event_source
}

resource "aws_cloudwatch_event_rule" "users" {
  name           = "auth0-users"
  event_bus_name = aws_cloudwatch_event_bus.auth0.name
  event_pattern  = provider::auth0::event_pattern(local.event_source, "user.created", "user.deleted")
}
`

const EXAMPLES: Readonly<Record<string, string>> = {
  [eventTypes.name]: EVENT_TYPES_USE,
  [parsePartnerEventSource.name]: PARSE_USE,
  [eventPattern.name]: PATTERN_USE,
}

/** HCL that calls a function; undefined when nobody wrote any. */
export function functionExample(name: string): string | undefined {
  return EXAMPLES[name]
}
