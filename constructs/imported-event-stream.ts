import type { Construct } from 'constructs'
import { eventStreamData } from '../schema/auth0/event-stream-data'
import type { TerraformProvider } from './core'
import { DependentEventStreamData } from './dependent-elements'
import { EventStreamBase } from './event-stream-base'
import { requireProvider } from './provider-of-stream'
import { requireProps, validate } from './validate'

/** Options of an imported stream. */
export interface ImportEventStreamOptions {
  /** Provider whose tenant has the stream. Default: the stack's own. */
  readonly provider?: TerraformProvider
}

/** A stream that exists outside the app. The data source is created only if an attribute other than the id is used. */
export class ImportedEventStream extends EventStreamBase {
  readonly eventStreamId: string
  private readonly options: ImportEventStreamOptions
  private read: DependentEventStreamData | undefined

  constructor(scope: Construct, id: string, eventStreamId: string, options: ImportEventStreamOptions) {
    super(scope, id)
    requireProps(this, 'options', options)
    validate(this, 'eventStreamId', eventStreamId, eventStreamData.body.id)
    if (options.provider !== undefined) requireProvider(this, options.provider)
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

  private get data(): DependentEventStreamData {
    this.read ??= new DependentEventStreamData(this, 'Resource', { ...this.options, id: this.eventStreamId })
    return this.read
  }
}
