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

resource "auth0_event_stream" "webhook_stream" {
  name             = "my-webhook-handler-stream-tf"
  destination_type = "webhook"
  subscriptions    = ["user.created"]

  webhook_configuration {
    webhook_endpoint = var.webhook_endpoint_url

    webhook_authorization {
      method = "bearer"
      token  = var.api_token
    }
  }
}
