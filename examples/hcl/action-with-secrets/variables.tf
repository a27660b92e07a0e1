variable "service_url" {
  description = "URL of the service that the Action sends the events to."
  type        = string
  ephemeral   = true
}

variable "api_key" {
  description = "Key that the service expects in the header X-API-Key."
  type        = string
  sensitive   = true
  ephemeral   = true
}
