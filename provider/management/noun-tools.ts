import type { Collection, CollectionCalls, ObjectTypes } from './collection/collection'
import type { WriteMarks } from './collection/write-marks'
import type { Send } from './exchange'
import type { TokenSource } from './token-source'
import type { Transport } from './transport'

/** What the calls about a noun are made of. */
export interface NounTools {
  readonly send: Send
  /** The calls of a collection, with all layers around them. */
  collection<Types extends ObjectTypes>(collection: Collection<Types>): CollectionCalls<Types>
  /** Runs a write of an object that is none of the collection's own calls, so that no list read from before is used after it. */
  readonly duringWrite: WriteMarks['during']
  readonly transport: Pick<Transport, 'open'>
  readonly tokens: TokenSource
  /** Aborted when the client is closed. */
  readonly closing: AbortSignal
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Rejects when the client is closed, and with the signal's reason when it is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** From 0 to below 1. */
  readonly random: () => number
}
