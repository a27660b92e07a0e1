import { Construct, type IConstruct } from 'constructs'
import { describeValue, requireId } from './given'
import { refusal, type Subject } from './refusal'
import { checkAtSynth } from './stack-checks'

/** What is known of an event stream. All values are tokens that Terraform replaces. */
export interface EventStreamAttributes {
  /** Id of the stream, `est_…`. */
  readonly eventStreamId: string
  /** Name of the stream, unique in the tenant. */
  readonly eventStreamName: string
  /** Whether events flow: `enabled` or `disabled`. Auth0 disables a stream whose deliveries keep failing. */
  readonly status: string
  /** Name of the partner event source in AWS. Throws for a stream that is known to have another destination. */
  readonly partnerEventSource: string
  /** Hands the partner event source to a function that creates what listens in AWS, and returns what that returns. */
  wireEventBus<T>(wire: (source: string) => T): T
}

/** An event stream, whether this app owns it or not. */
export interface IEventStream extends IConstruct, EventStreamAttributes {}

/** What all event streams share. */
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
   * Hands the partner event source to a function that creates what listens in AWS, and returns what that returns. The
   * AWS constructs stay yours, whatever package they are from.
   *
   * @example
   * const bus = stream.wireEventBus((source) => new CloudwatchEventBus(this, 'Bus', { name: source, eventSourceName: source }))
   */
  wireEventBus<T>(wire: (source: string) => T): T {
    return handSource(this, wire, this.partnerEventSource)
  }
}

/** Hands a partner event source to a function. Throws for what is no function. */
export function handSource<T>(subject: Subject, wire: (source: string) => T, source: string): T {
  if (typeof wire === 'function') return wire(source)
  throw refusal(
    subject,
    'wireEventBus',
    `it must be given a function that takes the name of the source, not ${describeValue(wire)}.`,
  )
}
