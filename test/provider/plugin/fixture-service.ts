import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../../../provider/plugin/log'
import { encoded, implementService, type ServiceImplementation } from '../../../provider/plugin/service'
import { GRPC_STATUS, GrpcError } from '../../../provider/plugin/status'
import { GetProviderSchema_Response, ProviderDefinition } from '../../../provider/protocol/generated/tfplugin6'

/**
 * A provider without resources. `ReadResource` echoes the private bytes; `ConfigureProvider` and `CallFunction` misbehave on demand.
 */
export function createFixtureService(logger: Logger): ServiceImplementation {
  return implementService(ProviderDefinition, {
    getProviderSchema: () => encoded(GetProviderSchema_Response.encode(emptySchema()).finish()),
    getMetadata: () => ({ serverCapabilities: capabilities() }),
    validateProviderConfig: () => ({}),
    readResource: ({ private: bytes }) => ({ private: bytes }),
    configureProvider: async ({ terraformVersion }, { signal }) => {
      if (terraformVersion === 'throw') throw new Error('the handler tripped\nover its own feet')
      if (terraformVersion === 'crash') setImmediate(() => Promise.reject(new Error('nobody catches this')))
      if (terraformVersion === 'log') {
        logger.mask('hunter22')
        logger.info('configured with hunter22', { request: { password: 'hunter22' } })
      }
      if (terraformVersion === 'hang') {
        logger.info('hanging')
        await sleep(60_000, undefined, { signal }).catch(() => logger.info('stopped hanging'))
      }
      return {}
    },
    listResource: async function* ({ limit }) {
      for (let index = 0; index < limit; index += 1) yield { displayName: `item ${index}` }
    },
    writeStateBytes: async (chunks) => {
      let length = 0
      for await (const chunk of chunks) {
        if (chunk.meta?.typeName === 'refused') throw new GrpcError(GRPC_STATUS.invalidArgument, 'not this store')
        length += chunk.bytes.length
      }
      return { diagnostics: [{ severity: 2, summary: `${length} bytes`, detail: '' }] }
    },
    stopProvider: () => ({ Error: '' }),
  })
}

function capabilities() {
  return {
    planDestroy: false,
    getProviderSchemaOptional: true,
    moveResourceState: false,
    generateResourceConfig: false,
  }
}

function emptySchema(): GetProviderSchema_Response {
  const empty = GetProviderSchema_Response.decode(new Uint8Array())
  const block = {
    version: 0,
    attributes: [],
    blockTypes: [],
    description: '',
    descriptionKind: 0 as const,
    deprecated: false,
    deprecationMessage: '',
    computed: false,
  }
  return { ...empty, provider: { version: 0, block }, serverCapabilities: capabilities() }
}
