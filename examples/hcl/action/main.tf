terraform {
  required_version = ">= 1.0"

  required_providers {
    auth0 = {
      source  = "auth0-event-streams/auth0"
      version = ">= 1.0.0"
    }
  }
}

provider "auth0" {}

resource "auth0_action" "handler" {
  name    = "log-users"
  runtime = "node22"
  code    = file("${path.module}/handler.js")
  deploy  = true # Auth0 refuses a stream whose Action is not deployed.

  supported_triggers {
    id      = "event-stream"
    version = "v1"
  }
}

resource "auth0_event_stream" "action_stream" {
  name             = "actions-1"
  destination_type = "action"
  subscriptions    = ["user.created", "user.updated", "user.deleted"]

  action_configuration {
    action_id = auth0_action.handler.id
  }
}
