import type { Logger } from './logger'
import type { Provider } from './provider'
import { withoutSecretPaths } from './secret-paths'
import { maskedDiagnostics } from './secrets'
import { createPlainSession, type SessionOptions } from './session'

/** One run of a provider: from its configuration to its stop. Its methods have the names of the protocol's calls. */
export type Session = ReturnType<typeof createSession>

/**
 * Starts a run of the provider. Secrets are masked in its log and in what its operations say, and no path of its diagnostics
 * leads to one.
 */
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
      const diagnostics = maskedDiagnostics(done.diagnostics, log)
      return { ...done, diagnostics: withoutSecretPaths(resource.schema, views, diagnostics) }
    },

    async readResource(resource, prior) {
      const done = await session.readResource(resource, prior)
      const diagnostics = maskedDiagnostics(done.diagnostics, log)
      return { ...done, diagnostics: withoutSecretPaths(resource.schema, [prior], diagnostics) }
    },

    async readDataSource(source, config) {
      const done = await session.readDataSource(source, config)
      return { ...done, diagnostics: maskedDiagnostics(done.diagnostics, log) }
    },
  }
}
