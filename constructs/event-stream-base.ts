import { Construct, type IConstruct } from 'constructs'
import { describeValue, requireId } from './given'
import { refusal, type Subject } from './refusal'
import { checkAtSynth } from './stack-checks'

/** Attributes of an event stream. All values are tokens. */
export interface EventStreamAttributes {
  /** Id of the stream, `est_…`. */
  readonly eventStreamId: string
  /** Name of the stream, unique in the tenant. */
  readonly eventStreamName: string
  /** `enabled` or `disabled`. Auth0 disables a stream after too many failed deliveries. */
  readonly status: string
  /** Name of the partner event source in AWS. Throws if the stream has another destination. */
  readonly partnerEventSource: string
  /** Calls a function with the name of the partner event source and returns its result. */
  wireEventBus<T>(wire: (source: string) => T): T
}

/** An event stream, owned by this app or imported. */
export interface IEventStream extends IConstruct, EventStreamAttributes {}

/** Base class of owned and imported event streams. */
export abstract class EventStreamBase extends Construct implements IEventStream {
  abstract readonly eventStreamId: string
  abstract readonly eventStreamName: string
  abstract readonly status: string
  abstract readonly partnerEventSource: string

  constructor(scope: Construct, id: string) {
    super(scope, requireId('EventStream', scope, id))
    checkAtSynth(this)
  }

  /**
   * Calls a function that creates the AWS side with the name of the partner event source, and returns its result. The function can
   * use the AWS constructs of any package.
   *
   * @example
   * const bus = stream.wireEventBus((source) => new CloudwatchEventBus(this, 'Bus', { name: source, eventSourceName: source }))
   */
  wireEventBus<T>(wire: (source: string) => T): T {
    return handSource(this, wire, this.partnerEventSource)
  }
}

/** Calls a function with a partner event source. Throws if it is not a function. */
export function handSource<T>(subject: Subject, wire: (source: string) => T, source: string): T {
  if (typeof wire === 'function') return wire(source)
  throw refusal(
    subject,
    'wireEventBus',
    `it must be given a function that takes the name of the source, not ${describeValue(wire)}.`,
  )
}
