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

resource "auth0_event_stream" "eventbridge_stream" {
  name             = "ng-demo-eventbridge-tf"
  destination_type = "eventbridge" # Required
  subscriptions    = ["user.created"]

  eventbridge_configuration {
    aws_account_id = var.aws_account_id
    aws_region     = var.aws_region
  }
}
