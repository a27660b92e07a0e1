variable "action_id" {
  description = "Id of a deployed Auth0 Action with the trigger event-stream."
  type        = string
}
