import type { Provider } from '../framework/index'
import { toFunctionMessages } from './function-handlers'
import {
  GetProviderSchema_Response,
  type Schema as SchemaMessage,
  type ServerCapabilities,
} from './generated/tfplugin6'
import { toSchemaMessage } from './schema-message'

/** What this server does beyond the basics: it plans destructions, Terraform may keep the schema for the next process, and state may move here. */
export const SERVER_CAPABILITIES: ServerCapabilities = {
  planDestroy: true,
  getProviderSchemaOptional: true,
  moveResourceState: true,
  generateResourceConfig: false,
}

type Declared = Pick<Provider, 'schema' | 'functions'> & {
  readonly resources: readonly Pick<Provider['resources'][number], 'schema'>[]
  readonly dataSources: readonly Pick<Provider['dataSources'][number], 'schema'>[]
}

/** The response to GetProviderSchema. */
export function toProviderSchemaResponse(provider: Declared): GetProviderSchema_Response {
  return {
    ...GetProviderSchema_Response.decode(new Uint8Array()),
    provider: toSchemaMessage(provider.schema),
    resourceSchemas: schemaMap(provider.resources),
    dataSourceSchemas: schemaMap(provider.dataSources),
    functions: toFunctionMessages(provider.functions ?? []),
    serverCapabilities: SERVER_CAPABILITIES,
  }
}

function schemaMap(declared: Declared['resources']): { [type: string]: SchemaMessage } {
  return Object.fromEntries(declared.map(({ schema }) => [schema.type, toSchemaMessage(schema)]))
}

/** The same response in its wire form; the build encodes it once. */
export function encodeProviderSchema(provider: Declared): Uint8Array {
  return GetProviderSchema_Response.encode(toProviderSchemaResponse(provider)).finish()
}
