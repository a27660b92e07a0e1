import type { Client } from './client'
import { type Diagnostic, error, providerBug } from './diagnostic'
import type { Logger } from './logger'
import type { ObjectValue } from './object-value'
import type { ConfigureContext, Configured, Provider, Subject } from './provider'
import type { OperationContext } from './resource'
import { secretsIn } from './secrets'
import { timeoutOf } from './timeouts'
import { UncertainUpdate } from './uncertain-update'

// When the user presses Ctrl-C, the response to a write that was sent has this long to arrive, so that what was created gets into the
// state. Terraform itself waits; a second Ctrl-C ends it all.
const WRITE_GRACE_MS = 20_000

/** The result of an operation, or the diagnostic of its failure, with the state after it where that is not the prior one. */
export type Done<T> = { readonly result: T } | { readonly failure: Diagnostic; readonly remainingState?: ObjectValue }

/** Runs the operations of one configured provider, until it is stopped. */
export interface Operations {
  configure(config: ObjectValue, context: Pick<ConfigureContext, 'terraformVersion'>): Promise<readonly Diagnostic[]>
  /** What the operations use; undefined before the configuration, and when that gave nothing. */
  api(): unknown
  /** A read ends at once when the provider is stopped. */
  read<T>(subject: Subject, operation: Operation<T>): Promise<Done<T>>
  /** The response to a write that was sent before the provider is stopped may still arrive. */
  write<T>(subject: Subject, operation: Operation<T>): Promise<Done<T>>
  /** Ends waiting and reading at once; later operations fail. */
  stop(): void
}

type Operation<T> = (context: OperationContext<unknown>) => Promise<T>

/**
 * The operations of a provider. All errors that operations throw become diagnostics here. `client` is called only where a
 * message needs it.
 */
export function createOperations(provider: Provider, log: Logger, client: () => Client): Operations {
  let configured: Configured<unknown> | undefined
  const stopping = new AbortController()
  const abandoning = new AbortController()
  function contextOf(api: unknown, signal: AbortSignal, subject: Subject): OperationContext<unknown> {
    const timeoutMs = timeoutOf(subject.schema, subject.operation, subject.wanted ?? subject.values)
    const secrets = secretsOf(subject)
    return lazyClient({ api, signal, cancelWaiting: stopping.signal, timeoutMs, secrets, log }, client)
  }
  async function run<T>(subject: Subject, signal: AbortSignal, operation: Operation<T>): Promise<Done<T>> {
    if (stopping.signal.aborted) return { failure: INTERRUPTED }
    const ready = readiness(configured)
    if ('failure' in ready) return ready
    try {
      return { result: await operation(contextOf(ready.api, signal, subject)) }
    } catch (thrown) {
      const { cause, remainingState } = unwrapped(thrown)
      // Where only waiting is ended by it, nothing was done.
      if (cause === stopping.signal.reason && signal !== stopping.signal) return { failure: INTERRUPTED }
      return {
        failure: explain(provider, cause, subject, client) ?? unexpected(cause, subject, log),
        ...(remainingState && { remainingState }),
      }
    }
  }
  return {
    async configure(config, context) {
      configured = await provider.configure(config, lazyClient({ ...context, log }, client))
      return configured.diagnostics ?? []
    },
    api: () => (configured !== undefined && 'api' in configured ? configured.api : undefined),
    read: (subject, operation) => run(subject, stopping.signal, operation),
    write: (subject, operation) => run(subject, abandoning.signal, operation),
    stop() {
      stopping.abort()
      setTimeout(() => abandoning.abort(), WRITE_GRACE_MS).unref()
    },
  }
}

function secretsOf({ schema, values, wanted, config }: Subject): readonly string[] {
  return [...new Set([values, wanted, config].flatMap((object) => secretsIn(schema, object)))]
}

// Where the words for an error fail, its own are shown.
function explain(provider: Provider, cause: unknown, subject: Subject, client: () => Client): Diagnostic | undefined {
  try {
    return provider.explain(cause, subject, client())
  } catch {
    return undefined
  }
}

// Finding out who the client is may cost a process, and hardly any operation has to say anything.
function lazyClient<Context extends object>(
  context: Context,
  client: () => Client,
): Context & { readonly client: Client } {
  return Object.defineProperty(context, 'client', { get: client, enumerable: true }) as Context & {
    readonly client: Client
  }
}

const INTERRUPTED = error(
  'Interrupted',
  'The run was interrupted before this operation began.\n\nRun the command again.',
)

function unwrapped(thrown: unknown): { cause: unknown; remainingState?: ObjectValue } {
  return thrown instanceof UncertainUpdate
    ? { cause: thrown.cause, remainingState: { ...thrown.state } }
    : { cause: thrown }
}

function readiness(
  configured: Configured<unknown> | undefined,
): { readonly api: unknown } | { readonly failure: Diagnostic } {
  if (configured === undefined) return { failure: providerBug('An operation came before the configuration') }
  if ('api' in configured) return configured
  return {
    failure:
      'pending' in configured ? configured.pending : providerBug('An operation came after a failed configuration'),
  }
}

function unexpected(thrown: unknown, subject: Subject, log: Logger): Diagnostic {
  log.error('unexpected error', {
    operation: subject.operation,
    error: thrown instanceof Error ? thrown.stack : String(thrown),
  })
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  return providerBug(`The provider failed to ${subject.operation} ${subject.schema.type} (${message})`)
}
