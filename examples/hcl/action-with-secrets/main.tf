terraform {
  required_version = ">= 1.11" # for the write-only secrets

  required_providers {
    auth0 = {
      source  = "auth0-event-streams/auth0"
      version = ">= 1.0.0"
    }
  }
}

provider "auth0" {}

resource "auth0_action" "handler" {
  name    = "forward-users"
  runtime = "node22"
  code    = file("${path.module}/handler.js")
  deploy  = true

  supported_triggers {
    id      = "event-stream"
    version = "v1"
  }

  # Sent to Auth0, and in no state and no saved plan. Increment the version to send new values.
  secrets_wo {
    name  = "URL"
    value = var.service_url
  }
  secrets_wo {
    name  = "API_KEY"
    value = var.api_key
  }
  secrets_wo_version = 1
}

resource "auth0_event_stream" "forwarding_stream" {
  name             = "users-to-service"
  destination_type = "action"
  subscriptions    = ["user.created", "user.updated", "user.deleted"]

  action_configuration {
    action_id = auth0_action.handler.id
  }
}
