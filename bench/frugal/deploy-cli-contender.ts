import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '../../emulator/index'
import { importTenant } from '../../test/deploy-cli/deploy-cli'
import type { Contender, Operation, Work } from './contender'

/** auth0-deploy-cli with a file of the same streams. It cannot plan: without a change it imports the file once more. */
export function deployCliContender(scratch: string): Contender {
  return {
    name: 'auth0-deploy-cli',
    program: 'auth0-deploy-cli',
    tls: true,
    open(tenant, streamCount): Work {
      const file = join(mkdtempSync(join(scratch, 'deploy-cli-')), 'tenant.yaml')
      return async (operation) => {
        // JSON is YAML.
        writeFileSync(file, JSON.stringify({ eventStreams: streamsOf(operation, streamCount) }))
        await importTenant(tenant, file, {
          AUTH0_INCLUDED_ONLY: '["eventStreams"]',
          AUTH0_ALLOW_DELETE: String(operation === 'destroy'),
        })
      }
    },
  }
}

function streamsOf(operation: Operation, count: number): Json {
  if (operation === 'destroy') return []
  const firstPath = operation === 'one-stream change' ? 'moved' : '0'
  return Array.from({ length: count }, (_, index) => ({
    name: `stream-${index}-of-${count}`,
    subscriptions: ['user.created', 'user.updated', 'user.deleted'].map((event_type) => ({ event_type })),
    destination: {
      type: 'webhook',
      configuration: {
        webhook_endpoint: `https://events.example.com/streams/${index === 0 ? firstPath : index}`,
        webhook_authorization: { method: 'bearer', token: `the secret of stream ${index}` },
      },
    },
  }))
}
