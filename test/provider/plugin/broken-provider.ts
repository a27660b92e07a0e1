import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Provider, Resource } from '../../../provider/framework/index'
import { createLogger } from '../../../provider/plugin/log'
import { createRouter } from '../../../provider/plugin/router'
import { createGrpcServer } from '../../../provider/plugin/server'
import { implementService } from '../../../provider/plugin/service'
import { ProviderDefinition } from '../../../provider/protocol/generated/tfplugin6'
import { createProviderHandlers, failureResponse } from '../../../provider/protocol/index'
import { connectGrpc } from '../../kit/grpc-client'
import { fakeSchema, thing } from '../protocol/fake-provider'

/** The longest message that is read. */
export const MAX_BYTES = 64 * 1024

/** Where something is thrown. */
export type Seam = 'loading' | 'hooks' | 'configure' | 'explain' | 'values' | 'none'

/** Throws an error with a secret in it. */
export function boom(): never {
  throw new Error('boom of hunter22\nsecond line')
}

function hooks(over: Partial<Resource<unknown>> = {}): Resource<unknown> {
  return {
    schema: thing,
    create: async ({ plan }) => ({ state: { ...plan, id: 'id-1' } }),
    read: async ({ state }) => ({ state }),
    update: async ({ plan }) => ({ state: plan }),
    delete: async () => {},
    importState: (id) => ({ state: { id } }),
    upgradeState: (stored) => stored,
    ...over,
  }
}

const BROKEN_HOOKS = { create: boom, read: boom, update: boom, delete: boom, importState: boom, upgradeState: boom }

/** A value that no encoder takes. */
const unencodable = {
  get name(): never {
    return boom()
  },
  id: 'x',
  secret: null,
}
const BROKEN_VALUES = {
  create: async () => ({ state: unencodable }),
  read: async () => ({ state: unencodable }),
  update: async () => ({ state: unencodable }),
  importState: () => ({ state: unencodable }),
  upgradeState: () => unencodable,
}

function providerOf(seam: Seam): Provider {
  const broken = seam === 'hooks' || seam === 'explain' ? BROKEN_HOOKS : seam === 'values' ? BROKEN_VALUES : {}
  return {
    schema: fakeSchema,
    resources: [hooks(broken as Partial<Resource<unknown>>)],
    dataSources: [{ schema: thing, read: seam === 'none' ? async ({ config }) => ({ state: { ...config } }) : boom }],
    configure: seam === 'configure' ? boom : async () => ({ api: {} }),
    explain: seam === 'explain' ? boom : () => undefined,
  }
}

/** A client of the provider in this process, as Terraform would be one. */
export async function serve(seam: Seam) {
  const folder = mkdtempSync(join(tmpdir(), 'un-'))
  const lines: string[] = []
  const logger = createLogger({ level: 'trace', module: 'test', write: (line) => void lines.push(line) })
  logger.mask('hunter22')
  async function loadProvider() {
    return seam === 'loading' ? boom() : providerOf(seam)
  }
  const handlers = createProviderHandlers({ loadProvider, log: logger })
  const service = implementService(ProviderDefinition, handlers, failureResponse)
  const environment = { findMethod: createRouter([service], {}, async () => []), logger, maxMessageBytes: MAX_BYTES }
  const accept = createGrpcServer(undefined, environment, { opened() {}, closed() {} })
  const server: Server = createServer(accept)
  const path = join(folder, 'plugin')
  await new Promise<void>((resolve) => server.listen(path, resolve))
  const client = await connectGrpc('unix', path)
  return {
    client,
    lines,
    close() {
      client.close()
      server.close()
      rmSync(folder, { recursive: true })
    },
  }
}
