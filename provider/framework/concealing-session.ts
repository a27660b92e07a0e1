import type { Logger } from './logger'
import type { Provider } from './provider'
import { withoutSecretPaths } from './secret-paths'
import { createPlainSession, type SessionOptions } from './session'

/** One run of a provider: from its configuration to its stop. Its methods have the names of the protocol's calls. */
export type Session = ReturnType<typeof createSession>

/** Starts a run of the provider. Secrets are masked in its log, and no path of its diagnostics leads to one. */
export function createSession(
  provider: Provider,
  log: Logger,
  options: SessionOptions = {},
): ReturnType<typeof createPlainSession> {
  const session = createPlainSession(provider, log, options)
  return {
    ...session,

    validateConfig: (schema, config, client) =>
      withoutSecretPaths(schema, [config], session.validateConfig(schema, config, client)),

    configure: async (config, context) =>
      withoutSecretPaths(provider.schema, [config], await session.configure(config, context)),

    planResourceChange(resource, request) {
      const change = session.planResourceChange(resource, request)
      const views = [request.config, request.prior]
      return { ...change, diagnostics: withoutSecretPaths(resource.schema, views, change.diagnostics) }
    },

    async applyResourceChange(resource, request) {
      const done = await session.applyResourceChange(resource, request)
      const views = [request.config, request.planned, request.prior]
      return { ...done, diagnostics: withoutSecretPaths(resource.schema, views, done.diagnostics) }
    },

    async readResource(resource, prior) {
      const done = await session.readResource(resource, prior)
      return { ...done, diagnostics: withoutSecretPaths(resource.schema, [prior], done.diagnostics) }
    },
  }
}
