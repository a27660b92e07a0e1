/** Webhook streams to measure with. */
export interface WebhookStreams {
  /** Source address of the provider. */
  readonly source: string
  /** Prefix of the names; workspaces may share a tenant. */
  readonly prefix: string
  readonly count: number
  /** Of the endpoints, in Terraform's words: a template in which `count.index` is the number of the stream. */
  readonly path: string
}

/** A configuration of webhooks with a secret each: the destination that is most work for a provider. */
export function webhookStreams({ source, prefix, count, path }: WebhookStreams): string {
  return `terraform {
  required_providers {
    auth0 = { source = "${source}" }
  }
}

provider "auth0" {}

resource "auth0_event_stream" "webhook" {
  count            = ${count}
  name             = "${prefix}-\${count.index}"
  destination_type = "webhook"
  subscriptions    = ["user.created", "user.deleted", "user.updated"]

  webhook_configuration {
    webhook_endpoint = "https://events.example.com/${path}"
    webhook_authorization {
      method = "bearer"
      token  = "the secret of stream \${count.index}"
    }
  }
}
`
}
