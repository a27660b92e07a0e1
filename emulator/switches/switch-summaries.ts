import type { SwitchName } from './switches'

/** What each switch decides, for people: the positions stand in `SWITCHES`, the default first. */
export const SWITCH_SUMMARIES: Readonly<Record<SwitchName, string>> = {
  webhookPatchWithoutSecret:
    'PATCH of a webhook destination without its secret: reject it, or keep the stored secret if the method does not change. The Deploy CLI needs "keep".',
  cascadeDeleteAction: 'Whether deleting a stream also deletes the Action that it delivers to.',
  deleteBoundAction: 'Deleting an Action that a stream uses, without force=true.',
  sharedAction: 'Using one Action as the destination of two streams.',
  invalidActionCode: 'Action code with a syntax error: the build fails, or the Action fails when it runs.',
  draftBuildErrors:
    'Whether reading an Action whose draft failed to build returns the build errors. Versions always return theirs.',
  duplicateSubscriptions: 'The same event type twice in one stream.',
  unknownEventTypes: 'An event type that is not in the catalog.',
  emptySubscriptionsOnPatch: 'An empty list of subscriptions in a PATCH.',
  bareCreate: 'Creating a stream without a name or without subscriptions.',
  nameUniqueness: 'Whether stream names that differ only in case conflict.',
  unknownQueryParameters: 'Query parameters that an endpoint does not declare.',
  httpEndpoints: 'Webhook endpoints on this machine without TLS, such as http://localhost:3000.',
  webhookContentType: 'The Content-Type of webhook requests.',
  pendingWhenDisabled: 'Pending events of a stream that is disabled.',
  redeliverWhenDisabled: 'Redelivery on a disabled stream.',
  enableWhenFailing: 'The status code when a stream with too many failed deliveries is enabled: 400 or 409.',
  testUnsubscribedType: 'A test event of a type that the stream is not subscribed to.',
  testDisabledStream: 'A test event for a disabled stream.',
  shownDeliveries: 'Which deliveries the API lists: failed ones, as documented, or all.',
  deliveredEventView: 'The event in listed deliveries: without some details, as recorded, or as it was sent.',
  pendingEventBridge: 'Events for an EventBridge source without an event bus: dropped, or failed.',
}
