import { GRPCBrokerDefinition, GRPCStdioDefinition } from '../protocol/generated/go-plugin'
import { type CallContext, implementService, type ServiceImplementation } from './service'

/**
 * go-plugin's stream of what the plugin prints after the handshake. It stays open and empty: all output goes to stderr, which
 * Terraform reads itself. Refusing it would add a warning to Terraform's log.
 */
export function createStdio(): ServiceImplementation {
  return implementService(GRPCStdioDefinition, { streamStdio: (_request, context) => silence(context) })
}

/** go-plugin's broker of further connections. It stays open and empty: a provider of protocol 6 needs no further connection. */
export function createBroker(): ServiceImplementation {
  return implementService(GRPCBrokerDefinition, { startStream: (_offers, context) => silence(context) })
}

/** No message until the caller ends the call. */
async function* silence({ signal }: CallContext): AsyncGenerator<never> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
}
