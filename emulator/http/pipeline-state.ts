import type { Clock } from '../clock'
import type { Happenings } from '../happenings'
import type { FaultQueue } from './faults'
import type { RequestLog } from './request-log'
import type { Limits, TokenBucket } from './token-bucket'

/** What the steps of a request use of a tenant, read at each request: a reset and the controls change them. */
export interface PipelineState {
  readonly clock: Clock
  readonly log: RequestLog
  readonly happenings: Happenings
  readonly faults: FaultQueue
  readonly limits: Limits
  readonly bucket: TokenBucket
  readonly latencyMs: number
  readonly recordCredentials: boolean
}
