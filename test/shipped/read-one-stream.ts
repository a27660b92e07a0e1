/** A configuration that reads one stream and changes nothing. */
export function readOneStream(id: string): string {
  return `
terraform {
  required_providers {
    auth0 = { source = "auth0-event-streams/auth0" }
  }
}

provider "auth0" {}

data "auth0_event_stream" "users" {
  id = "${id}"
}

output "name" {
  value = data.auth0_event_stream.users.name
}
`
}
