import type { Construct } from 'constructs'
import { eventStreamData } from '../schema/auth0/event-stream-data'
import type { TerraformProvider } from './core'
import { EventStreamBase } from './event-stream-base'
import { judge } from './judge'
import { DataAuth0EventStream } from './l1/data-auth0-event-stream'

/** Options of a stream that this app does not own. */
export interface ImportEventStreamOptions {
  /** Provider whose tenant has the stream. Default: the stack's own. */
  readonly provider?: TerraformProvider
}

/** A stream that exists outside the app. Terraform reads it only when more than its id is asked for. */
export class ImportedEventStream extends EventStreamBase {
  readonly eventStreamId: string
  private readonly options: ImportEventStreamOptions
  private read: DataAuth0EventStream | undefined

  constructor(scope: Construct, id: string, eventStreamId: string, options: ImportEventStreamOptions) {
    super(scope, id)
    judge(this, 'eventStreamId', eventStreamId, eventStreamData.body.id)
    this.eventStreamId = eventStreamId
    this.options = options
  }

  get eventStreamName(): string {
    return this.data.name
  }

  get status(): string {
    return this.data.status
  }

  get partnerEventSource(): string {
    return this.data.eventbridgeConfiguration.get(0).awsPartnerEventSource
  }

  private get data(): DataAuth0EventStream {
    this.read ??= new DataAuth0EventStream(this, 'Resource', { ...this.options, id: this.eventStreamId })
    return this.read
  }
}
