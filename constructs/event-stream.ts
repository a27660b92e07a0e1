import type { Construct } from 'constructs'
import { eventStream } from '../schema/auth0/event-stream'
import { Fn, type IResolvable, type TerraformProvider, Token } from './core'
import type { EventStreamDestinationConfig, IEventStreamDestination } from './destination'
import { EventStreamBase, type IEventStream } from './event-stream-base'
import type { EventType } from './event-type'
import { type ImportEventStreamOptions, ImportedEventStream } from './imported-event-stream'
import { isResolved, judge, refusal, requireGiven } from './judge'
import { EventStream as EventStreamResource } from './l1/event-stream'
import { requireUniqueNames } from './unique-names'

/** An event type: a known one, which editors suggest, or any that Auth0 has added since. */
export type EventTypeName = EventType | (string & Record<never, never>)

/** What an event stream is made of. */
export interface EventStreamProps {
  /** Event types to deliver, at least one, each once. */
  readonly events: readonly EventTypeName[]
  /** Where they go. */
  readonly destination: IEventStreamDestination
  /** Name, unique in the tenant; 1 to 128 characters. Default: the path of the construct, joined by `-`, such as `prod-Users`. */
  readonly name?: string
  /** Whether events flow. Default: the present status stays; a new stream is enabled. */
  readonly enabled?: boolean | IResolvable
  /** Provider of the tenant. Default: the stack's own. */
  readonly provider?: TerraformProvider
}

const { body: declared } = eventStream

/**
 * Streams what happens in an Auth0 tenant to AWS EventBridge, a webhook or an Auth0 Action.
 *
 * A prop that is wrong is refused at once; what only Terraform will know is not judged.
 *
 * @example
 * new EventStream(this, 'Users', {
 *   events: EventType.user.all,
 *   destination: Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1' }),
 * })
 */
export class EventStream extends EventStreamBase {
  /** A stream that exists outside this app, by its id. Nothing of it is changed. */
  static fromEventStreamId(
    scope: Construct,
    id: string,
    eventStreamId: string,
    options: ImportEventStreamOptions = {},
  ): IEventStream {
    return new ImportedEventStream(scope, id, eventStreamId, options)
  }

  /**
   * The Terraform resource, for what this class has no words for: `lifecycle`, `addOverride`, and `moveFromId`, which takes
   * over the stream of a generated class or of HCL without replacing it.
   *
   * @example
   * stream.resource.moveFromId('auth0_event_stream.users')
   */
  readonly resource: EventStreamResource
  private readonly destinationType: EventStreamDestinationConfig['destinationType']

  constructor(scope: Construct, id: string, props: EventStreamProps) {
    super(scope, id)
    const { events, destination, enabled, provider, name = this.node.path.replaceAll('/', '-') } = props
    judge(this, props.name === undefined ? 'name (by default the path)' : 'name', name, declared.name)
    this.judgeEvents(events)
    requireGiven(this, 'destination', destination)
    const bound = destination.bind(this)
    this.destinationType = bound.destinationType
    this.resource = new EventStreamResource(this, 'Resource', {
      name,
      // A list that only Terraform will know may be no array at all.
      subscriptions: isResolved(events) ? [...events] : (events as string[]),
      ...bound,
      ...(enabled !== undefined && { status: statusOf(enabled) }),
      ...(provider !== undefined && { provider }),
    })
    requireUniqueNames(this.resource)
  }

  get eventStreamId(): string {
    return this.resource.id
  }

  get eventStreamName(): string {
    return this.resource.name
  }

  get status(): string {
    return this.resource.status
  }

  get partnerEventSource(): string {
    if (this.destinationType !== 'eventbridge') {
      throw refusal(
        this,
        'partnerEventSource',
        `the destination is "${this.destinationType}"; only "eventbridge" has a partner event source. Use Destination.eventBridge.`,
      )
    }
    return this.resource.eventbridgeConfiguration.awsPartnerEventSource
  }

  private judgeEvents(events: readonly string[]): void {
    if (!isResolved(events)) return
    judge(this, 'events', events, declared.subscriptions)
    const repeated = events.find((event, index) => isResolved(event) && events.indexOf(event) < index)
    if (repeated !== undefined)
      throw refusal(this, 'events', `"${repeated}" is there twice. Name each event type once.`)
  }
}

function statusOf(enabled: boolean | IResolvable): string {
  if (typeof enabled !== 'boolean') return Token.asString(Fn.conditional(enabled, 'enabled', 'disabled'))
  return enabled ? 'enabled' : 'disabled'
}
