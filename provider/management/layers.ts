import type { BudgetOptions } from './budget/options'
import { withBudget } from './budget/with-budget'
import { whileOpen } from './closing'
import { withBodySecrets } from './collection/body-secrets'
import type { Collection, CollectionCalls, ObjectTypes } from './collection/collection'
import { type CreateTools, withCreateOnce } from './collection/create-once'
import { withGoneCheck } from './collection/gone-check'
import { type ListReadTools, withListReads } from './collection/list-reads'
import { withNameTransfer } from './collection/name-transfer'
import type { Send } from './exchange'
import { type ManagementLog, withLog } from './log'
import { withStatus } from './request-error'
import { type RetryTools, withRetry } from './retry'
import type { TenantClock } from './tenant-clock'
import type { Timer } from './timer'
import { type TokenSource, withToken } from './token-source'

/** Wraps something in another one of the same form. */
export type Layer<Inner> = (inner: Inner) => Inner

/** What is innermost, within these layers. */
export function within<Inner>(layers: readonly Layer<Inner>[], innermost: Inner): Inner {
  return layers.reduceRight((inner, layer) => layer(inner), innermost)
}

/** What the layers around the calls of a collection need. */
export interface CallTools {
  /** Whether the calls serve a program that brings many objects to the state it wants: three layers are for that. */
  readonly reconciles: boolean
  readonly reads: ListReadTools
  readonly creates: CreateTools
  readonly timer: Timer
}

/** The layers around the calls of a collection, outermost first. */
export function callLayers<Types extends ObjectTypes>(
  collection: Collection<Types>,
  { reconciles, reads, creates, timer }: CallTools,
): readonly Layer<CollectionCalls<Types>>[] {
  return [
    // Names the secrets of a body as those of the call. Outermost, since all layers send further requests on its behalf.
    (calls) => withBodySecrets(calls, collection),
    // Turns the reads of many objects into a few list calls. Outside of the rest: a read that a list serves needs nothing else.
    when(reconciles, (calls) => withListReads(calls, collection, reads)),
    // Sends a write again once the name that it needs is free. Around the create, whose 409 says which object has the name.
    when(reconciles, (calls) => withNameTransfer(calls, collection, timer)),
    // Confirms by the list that an object is gone before a 404 is believed. Inside of the list reads, which count as such a list.
    when(reconciles, (calls) => withGoneCheck(calls, collection, timer)),
    // Finds the object of a create whose response was lost. Inside, since the layers above must not see such a create twice.
    (calls) => withCreateOnce(calls, collection, creates),
    // What only objects of this kind need, and innermost, since it explains a single response.
    (calls) => collection.ownLayer?.(calls) ?? calls,
  ]
}

/** What the layers around an HTTP exchange need. */
export interface ExchangeTools {
  readonly closing: AbortSignal
  readonly tokens: TokenSource
  readonly retry: RetryTools
  /** Without it requests go as they come. */
  readonly budget: BudgetOptions | undefined
  readonly origin: string
  readonly clock: TenantClock
  readonly log: ManagementLog | undefined
  readonly logBodies: boolean
}

/** The layers around one HTTP exchange, outermost first. The token's own requests pass through all that are not for calls alone. */
export function exchangeLayers({
  closing,
  tokens,
  retry,
  budget,
  origin,
  clock,
  log,
  logBodies,
}: ExchangeTools): readonly Layer<Send>[] {
  return [
    // Refuses what comes after the client was closed. Outermost, so that a closed client waits for nothing.
    forCalls((send) => whileOpen(send, closing)),
    // Adds the access token, and renews one that is refused. Outside of the retries, which a refused token would use up.
    forCalls((send) => withToken(send, tokens)),
    // Sends a failed request again. Outside of the status, whose errors it decides by.
    (send) => withRetry(send, retry),
    // Turns a response that is no success into an error. Outside of the budget, which learns from refusals as well.
    (send) => withStatus(send, retry.now),
    // Waits for the request's turn under the rate limit. Inside of the retries, so that each try takes its turn.
    when(budget !== undefined, (send) => withBudget(send, budget ?? {}, { ...retry, origin, closing })),
    // Reads the tenant's time off every response. Inside of the budget, so that a wait does not count as the response's way.
    clock.observe,
    // Writes each try into the log. Innermost, so that it measures the exchange alone and sees all that is sent.
    (send) => withLog(send, { log, logBodies, now: retry.elapsed }),
  ]
}

function when<Inner>(condition: boolean, layer: Layer<Inner>): Layer<Inner> {
  return condition ? layer : (inner) => inner
}

/** A layer for the calls of the API alone: a request for a token passes it by. */
function forCalls(layer: Layer<Send>): Layer<Send> {
  return (inner) => {
    const outer = layer(inner)
    return (request) => (request.endpoint === 'token' ? inner(request) : outer(request))
  }
}
