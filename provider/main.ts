import { version } from '../package.json'
import { LATE_FILES, readIdentityResponse, readSchemaResponse } from './late-files'
import { startPlugin } from './plugin/start'

// The executable: joins the plugin and the resources. Everything but the handshake is loaded after it.
void startPlugin({
  program: 'terraform-provider-auth0',
  address: 'registry.terraform.io/auth0-event-streams/auth0',
  files: LATE_FILES,
  async loadServices({ logger }) {
    const [{ implementService }, { failureResponse, createProviderHandlers, ProviderDefinition }, { parentProgram }] =
      await Promise.all([import('./plugin/service'), import('./protocol/index'), import('./plugin/parent-program')])
    async function loadProvider() {
      const [{ createAuth0Provider }, { limitMemory }] = await Promise.all([
        import('./resources/index'),
        import('./plugin/memory'),
      ])
      await limitMemory()
      return createAuth0Provider({ version, env: process.env })
    }
    const handlers = createProviderHandlers({ loadProvider, log: logger, parentProgram })
    return [implementService(ProviderDefinition, handlers, failureResponse)]
  },
  fixedResponses: {
    '/tfplugin6.Provider/GetProviderSchema': readSchemaResponse,
    '/tfplugin6.Provider/GetResourceIdentitySchemas': readIdentityResponse,
  },
})
