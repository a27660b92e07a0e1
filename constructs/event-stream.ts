import type { Construct } from 'constructs'
import { eventStream } from '../schema/auth0/event-stream'
import type { IResolvable } from './core'
import { DependentEventStream } from './dependent-elements'
import { bindDestination, type EventStreamDestinationConfig, type IEventStreamDestination } from './destination'
import { type EventStreamAttributes, EventStreamBase, type IEventStream } from './event-stream-base'
import { attributesOfInstance, type InstanceKey, requireInstanceKey } from './event-stream-instance'
import { validateEvents } from './events'
import { type ImportEventStreamOptions, ImportedEventStream } from './imported-event-stream'
import type { EventStream as EventStreamResource } from './l1/event-stream'
import {
  type CommonProps,
  commonArgumentsOf,
  type RepetitionProps,
  repetitionArgumentsOf,
  statusOf,
} from './meta-arguments'
import { faultOfRepeatedName } from './names-in-tenant'
import { refusal } from './refusal'
import type { EventTypeName } from './suggested'
import { isResolved } from './tokens'
import { requireProps, validate } from './validate'

/** Properties of an `EventStream`. */
export interface EventStreamProps extends CommonProps, RepetitionProps {
  /** Event types to deliver, at least one, each once. */
  readonly events: readonly EventTypeName[]
  /** Destination of the events, made by `Destination`. */
  readonly destination: IEventStreamDestination
  /**
   * Name, unique in the tenant; 1 to 128 characters. With `forEach` or `count`, it must contain the key or the index.
   * Default: the path of the construct, joined by `-`, such as `prod-Users`.
   */
  readonly name?: string
  /** Whether events are delivered. Default: the current status is kept; a new stream is enabled. */
  readonly enabled?: boolean | IResolvable
}

const { body: declared } = eventStream

/**
 * Streams what happens in an Auth0 tenant to AWS EventBridge, a webhook or an Auth0 Action.
 *
 * The constructor throws if a property is invalid. Values that are unknown at synth are not validated.
 *
 * @example
 * new EventStream(this, 'Users', {
 *   events: EventType.user.all,
 *   destination: Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1' }),
 * })
 */
export class EventStream extends EventStreamBase {
  /** Type of the resource, for the frameworks' own matchers, such as `toHaveResource(EventStream)`. */
  static readonly tfResourceType = 'auth0_event_stream'

  /** References a stream that exists outside this app, by its id. It is read, never changed. */
  static fromEventStreamId(
    scope: Construct,
    id: string,
    eventStreamId: string,
    options: ImportEventStreamOptions = {},
  ): IEventStream {
    return new ImportedEventStream(scope, id, eventStreamId, options)
  }

  /**
   * The Terraform resource, for `addOverride` and for `moveFromId`, which takes over the stream of a generated class or of HCL
   * without replacing it.
   *
   * @example
   * stream.resource.moveFromId('auth0_event_stream.users')
   */
  readonly resource: EventStreamResource
  private readonly destinationType: EventStreamDestinationConfig['destinationType']
  private isAskedAsOne = false

  constructor(scope: Construct, id: string, props: EventStreamProps) {
    super(scope, id)
    requireProps(this, 'props', props)
    const { events, destination, enabled, name = this.node.path.replaceAll('/', '-') } = props
    validate(this, props.name === undefined ? 'name (by default the path)' : 'name', name, declared.name)
    validateEvents(this, events)
    const bound = bindDestination(this, destination)
    this.destinationType = bound.destinationType
    this.resource = new DependentEventStream(this, 'Resource', {
      name,
      // A list that is unknown at synth may not be an array.
      subscriptions: isResolved(events) ? [...events] : (events as string[]),
      ...bound,
      ...(enabled !== undefined && { status: statusOf(this, enabled) }),
      ...commonArgumentsOf(this, props),
      ...repetitionArgumentsOf(this, props),
    })
    this.requireOwnNames()
    this.node.addValidation({ validate: () => (this.isAskedAsOne ? this.faultsOfOne() : []) })
  }

  get eventStreamId(): string {
    return this.asOne().id
  }

  get eventStreamName(): string {
    return this.asOne().name
  }

  get status(): string {
    return this.asOne().status
  }

  get partnerEventSource(): string {
    this.requireEventBridge()
    return this.asOne().eventbridgeConfiguration.awsPartnerEventSource
  }

  /**
   * The attributes of one of the streams that `forEach` or `count` creates, by its key or index.
   *
   * @example
   * const regions = TerraformIterator.fromList(['us-east-1', 'eu-central-1'])
   * const users = new EventStream(this, 'Users', { forEach: regions, name: `users-${regions.value}`, events, destination })
   * users.instance('us-east-1').eventStreamId
   * new CloudwatchEventBus(this, 'Bus', { forEach: regions, name: users.instance(Token.asString(regions.key)).partnerEventSource })
   */
  instance(key: InstanceKey): EventStreamAttributes {
    requireInstanceKey(this, key)
    if (this.isRepeated() || !isResolved(key))
      return attributesOfInstance(this.resource, key, () => this.requireEventBridge())
    throw refusal(
      this,
      'instance',
      'the stream has neither forEach nor count, so it has no instances. Use its own attributes.',
    )
  }

  private asOne(): EventStreamResource {
    // Synth checks again, since forEach may be set on the resource later.
    this.isAskedAsOne = true
    const [fault] = this.faultsOfOne()
    if (fault !== undefined) throw refusal(this, 'attributes', fault)
    return this.resource
  }

  private faultsOfOne(): string[] {
    const by = this.resource.forEach !== undefined ? 'forEach' : 'count'
    return this.isRepeated()
      ? [
          `the stream has ${by}, so each of its attributes has a value for each key. Use instance(key), such as stream.instance('eu').eventStreamId.`,
        ]
      : []
  }

  private isRepeated(): boolean {
    return this.resource.forEach !== undefined || this.resource.count !== undefined
  }

  private requireEventBridge(): void {
    if (this.destinationType === 'eventbridge') return
    throw refusal(
      this,
      'partnerEventSource',
      `the destination is "${this.destinationType}"; only "eventbridge" has a partner event source. Use Destination.eventBridge.`,
    )
  }

  /** Throws if `forEach` or `count` would give several streams the same name. Synth checks an iterator that is set later. */
  private requireOwnNames(): void {
    if (!this.isRepeated()) return
    const fault = faultOfRepeatedName(this.resource)
    if (fault !== undefined) throw refusal(this, 'name', fault)
  }
}
