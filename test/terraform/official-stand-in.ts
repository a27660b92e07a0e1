import { startPlugin } from '../../provider/plugin/start'
import { schema, string } from '../../schema/dsl/index'

// A provider to stand in for the official one, which has event streams and much else: ours, with a resource `auth0_client`
// that no API knows. It is an executable; see installed-package.ts.

const client = schema({
  type: 'auth0_client',
  doc: 'An application.',
  body: {
    name: string({ mode: 'required', doc: 'Its name.' }),
    client_id: string({ mode: 'computed', keep: true, doc: 'Its id.' }),
  },
})

async function loadServices() {
  const [{ implementService }, { createProviderHandlers, ProviderDefinition }, { createAuth0Provider }, framework] =
    await Promise.all([
      import('../../provider/plugin/service'),
      import('../../provider/protocol/index'),
      import('../../provider/resources/index'),
      import('../../provider/framework/index'),
    ])
  const official = createAuth0Provider({ version: '1.55.0', env: process.env })
  const clientResource = framework.defineResource<typeof client, unknown>({
    schema: client,
    create: async ({ plan }) => ({ state: { name: String(plan.name), client_id: 'client-1' } }),
    read: async ({ state }) => ({ state }),
    update: async ({ plan, prior }) => ({ state: { ...prior, name: String(plan.name) } }),
    delete: async () => {},
    importState: (id) => ({ state: { client_id: id } }),
    upgradeState: (stored) => stored,
  })
  const provider = { ...official, resources: [...official.resources, clientResource] }
  const handlers = createProviderHandlers({
    loadProvider: async () => provider,
    log: framework.silentLogger,
    parentProgram: () => undefined,
  })
  return [implementService(ProviderDefinition, handlers)]
}

void startPlugin({
  program: 'terraform-provider-auth0',
  address: 'registry.terraform.io/auth0/auth0',
  loadServices,
})
