import type { SwitchName } from './switches'

/** What each switch decides, for people: the positions stand in `SWITCHES`, the default first. */
export const SWITCH_SUMMARIES: Readonly<Record<SwitchName, string>> = {
  webhookPatchWithoutSecret:
    'PATCH of a webhook destination without its secret: refuse it, or keep the stored secret when the method is the same. The deploy CLI needs "keep".',
  cascadeDeleteAction: 'Deleting a stream whose destination is an Action deletes the Action, too.',
  deleteBoundAction: 'Deleting an Action that a stream uses, without force=true.',
  sharedAction: 'One Action as the destination of two streams.',
  invalidActionCode: 'Code of an Action that does not parse: the build fails, or the Action fails when it runs.',
  draftBuildErrors: 'Whether an Action whose draft failed to build says why, in errors, as a version does.',
  duplicateSubscriptions: 'The same event type twice in one stream.',
  unknownEventTypes: 'An event type that is not in the catalog.',
  emptySubscriptionsOnPatch: 'subscriptions: [] in a PATCH.',
  bareCreate: 'POST of a stream without name or subscriptions.',
  nameUniqueness: 'Whether names that differ only in case are different names.',
  unknownQueryParameters: 'Query parameters that an endpoint does not declare.',
  httpEndpoints: 'Webhook endpoints on this machine without TLS, such as http://localhost:3000.',
  webhookContentType: 'The Content-Type of what a webhook gets.',
  pendingWhenDisabled: 'What becomes of events that wait when their stream is disabled.',
  redeliverWhenDisabled: 'Redelivery on a disabled stream.',
  enableWhenFailing: 'The status of the refusal to enable a stream with too many failed deliveries: 400 or 409.',
  testUnsubscribedType: 'A test event of a type that the stream does not subscribe to.',
  testDisabledStream: 'A test event for a disabled stream.',
  shownDeliveries: 'Which deliveries the API lists: those that failed, as documented, or all.',
  deliveredEventView: 'The event in listed deliveries: without some details, as recorded, or as it was sent.',
  pendingEventBridge: 'Events for an EventBridge source that no event bus is associated with: dropped or failed.',
}
