import { absent, absentFeatures } from './absent-features'
import { toDiagnosticMessages } from './diagnostic-message'
import { functionHandlers } from './function-handlers'
import type {
  ConfigureProvider_Request,
  ReadDataSource_Request,
  ValidateDataResourceConfig_Request,
  ValidateProviderConfig_Request,
} from './generated/tfplugin6'
import { toIdentitySchemasResponse } from './identity-schema'
import { fromDynamic, toDynamic } from './object-message'
import { SERVER_CAPABILITIES, toProviderSchemaResponse } from './provider-schema'
import { resourceHandlers } from './resource-handlers'
import { createRunningProvider, type HandlerOptions, type RunningProvider } from './running-provider'
import { storedStateHandlers } from './stored-state-handlers'

/**
 * The handlers of the service `tfplugin6.Provider`: each decodes its request with the schema it is about, calls the
 * session's function of the same name, and encodes what that gives.
 */
export function createProviderHandlers(options: HandlerOptions) {
  const provider = createRunningProvider(options)
  return {
    ...absentFeatures,
    ...schemaHandlers(provider),
    ...functionHandlers(provider),
    ...configurationHandlers(provider),
    ...resourceHandlers(provider),
    ...storedStateHandlers(provider),
    ...dataSourceHandlers(provider),
    generateResourceConfig: ({ typeName }: { typeName: string }) => ({
      diagnostics: absent('configuration generator', typeName),
    }),
  }
}

function schemaHandlers(provider: RunningProvider) {
  return {
    async getMetadata() {
      const { resources, dataSources } = await provider.loaded()
      return {
        serverCapabilities: SERVER_CAPABILITIES,
        resources: resources.map(({ schema }) => ({ typeName: schema.type })),
        dataSources: dataSources.map(({ schema }) => ({ typeName: schema.type })),
      }
    },

    async getProviderSchema() {
      return toProviderSchemaResponse(await provider.loaded())
    },

    async getResourceIdentitySchemas() {
      return toIdentitySchemasResponse(await provider.loaded())
    },
  }
}

function configurationHandlers(provider: RunningProvider) {
  return {
    async validateProviderConfig({ config }: ValidateProviderConfig_Request) {
      const { schema } = await provider.loaded()
      const faults = (await provider.current()).validateConfig(schema, fromDynamic(schema, config) ?? {})
      return { diagnostics: toDiagnosticMessages(faults) }
    },

    async configureProvider({ config, terraformVersion }: ConfigureProvider_Request) {
      const { schema } = await provider.loaded()
      const session = await provider.restart()
      const faults = await session.configure(fromDynamic(schema, config) ?? {}, { terraformVersion })
      return { diagnostics: toDiagnosticMessages(faults) }
    },

    stopProvider() {
      provider.stop()
      return {}
    },
  }
}

function dataSourceHandlers(provider: RunningProvider) {
  return {
    validateDataResourceConfig: ({ typeName, config }: ValidateDataResourceConfig_Request) =>
      provider.withDataSource(typeName, ({ schema }, run) => ({
        diagnostics: toDiagnosticMessages(run.validateConfig(schema, fromDynamic(schema, config) ?? {})),
      })),

    readDataSource: ({ typeName, config }: ReadDataSource_Request) =>
      provider.withDataSource(typeName, async (source, run) => {
        const { state, diagnostics } = await run.readDataSource(source, fromDynamic(source.schema, config) ?? {})
        return { state: toDynamic(source.schema, state), diagnostics: toDiagnosticMessages(diagnostics) }
      }),
  }
}
