import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../package.json'
import { startPlugin } from './plugin/start'

// The executable: joins the plugin and the resources. Everything but the handshake is loaded after it.
void startPlugin({
  program: 'terraform-provider-auth0',
  address: 'registry.terraform.io/auth0-event-streams/auth0',
  async loadServices({ logger }) {
    const [{ encoded, implementService }, { createProviderHandlers, ProviderDefinition }] = await Promise.all([
      import('./plugin/service'),
      import('./protocol/index'),
    ])
    const handlers = createProviderHandlers({
      loadProvider: async () => (await import('./resources/index')).createAuth0Provider({ version, env: process.env }),
      log: logger,
    })
    // The answer to the first call of most processes is encoded at build time, beside this file.
    const getProviderSchema = () => encoded(readFileSync(join(__dirname, 'provider', 'schema.bin')))
    return [implementService(ProviderDefinition, { ...handlers, getProviderSchema })]
  },
})
