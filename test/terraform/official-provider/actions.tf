terraform {
  required_providers {
    auth0 = { source = "auth0/auth0" }
  }
}

provider "auth0" {}

locals {
  code = <<-EOT
    exports.onExecuteEventStream = async (event, api) => {
      console.log(event.message.type);
    };
  EOT
}

# Nothing but what is required: a draft.
resource "auth0_action" "draft" {
  name = "draft"
  code = local.code
  supported_triggers {
    id      = "event-stream"
    version = "v1"
  }
}

resource "auth0_action" "secrets" {
  name    = "with-secrets"
  code    = local.code
  runtime = "node22"
  deploy  = true
  supported_triggers {
    id      = "event-stream"
    version = "v1"
  }
  secrets {
    name  = "FIRST_KEY"
    value = "first-value"
  }
  secrets {
    name  = "SECOND_KEY"
    value = "second-value"
  }
}

resource "auth0_action" "write_only" {
  name   = "with-write-only-secrets"
  code   = local.code
  deploy = true
  supported_triggers {
    id      = "event-stream"
    version = "v1"
  }
  secrets_wo {
    name  = "FIRST_KEY"
    value = "first-value"
  }
  secrets_wo {
    name  = "SECOND_KEY"
    value = "second-value"
  }
  secrets_wo_version = 2
}

resource "auth0_action" "dependencies" {
  name    = "with-dependencies"
  code    = local.code
  runtime = "node18"
  deploy  = true
  supported_triggers {
    id      = "event-stream"
    version = "v1"
  }
  dependencies {
    name    = "lodash"
    version = "4.17.21"
  }
  dependencies {
    name    = "axios"
    version = "latest"
  }
}

resource "auth0_action" "exchange" {
  name    = "token-exchange"
  code    = "exports.onExecuteCustomTokenExchange = async (event, api) => {};"
  runtime = "node18"
  deploy  = false
  supported_triggers {
    id      = "custom-token-exchange"
    version = "v1"
  }
}

resource "auth0_action" "modules" {
  name = "with-modules"
  code = local.code
  supported_triggers {
    id      = "event-stream"
    version = "v1"
  }
  modules {
    module_id         = "85433d55-9eb1-4df4-863c-288a1786322a"
    module_version_id = "bc3d6b6b-99f0-4b0c-9cd6-e3a25260db90"
  }
}

resource "auth0_action" "patient" {
  name   = "with-timeouts"
  code   = local.code
  deploy = true
  supported_triggers {
    id      = "event-stream"
    version = "v1"
  }
  timeouts {
    create = "10m"
  }
}

resource "auth0_event_stream" "users" {
  name             = "users"
  destination_type = "action"
  subscriptions    = ["user.created"]
  action_configuration {
    action_id = auth0_action.secrets.id
  }
}
