import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../package.json'
import { startPlugin } from './plugin/start'

const FILES = join(__dirname, 'provider')

// The executable: joins the plugin and the resources. Everything but the handshake is loaded after it.
void startPlugin({
  program: 'terraform-provider-auth0',
  address: 'registry.terraform.io/auth0-event-streams/auth0',
  files: FILES,
  async loadServices({ logger }) {
    const [{ implementService }, { createProviderHandlers, ProviderDefinition }, { parentProgram }] = await Promise.all(
      [import('./plugin/service'), import('./protocol/index'), import('./plugin/parent-program')],
    )
    const loadProvider = async () => {
      const [{ createAuth0Provider }, { limitMemory }] = await Promise.all([
        import('./resources/index'),
        import('./plugin/memory'),
      ])
      await limitMemory()
      return createAuth0Provider({ version, env: process.env })
    }
    const handlers = createProviderHandlers({ loadProvider, log: logger, parentProgram })
    return [implementService(ProviderDefinition, handlers)]
  },
  // All that the first process of a command is asked for, encoded at build time beside this file: nothing is loaded for it.
  fixedAnswers: {
    '/tfplugin6.Provider/GetProviderSchema': () => readFileSync(join(FILES, 'schema.bin')),
  },
})
