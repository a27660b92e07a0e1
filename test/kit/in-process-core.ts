import { type Logger, type Provider, silentLogger } from '../../provider/framework/index'
import type { MessageCodec } from '../../provider/plugin/service'
import { createProviderHandlers, ProviderDefinition } from '../../provider/protocol/index'
import { toSchemaMessage } from '../../provider/protocol/schema-message'
import { createResourceClient, type ResourceClient } from './core-resource'
import { type ObjectValue, readBlock } from './core-schema'
import type { GrpcClient } from './grpc-client'

/**
 * Plays Terraform to a provider within this process: no socket, and every message encoded and decoded as on the wire. The provider
 * is configured with nothing. Throws when the provider has no such resource type.
 */
export async function inProcessResource<S = ObjectValue>(
  provider: Provider,
  typeName: string,
  log: Logger = silentLogger,
): Promise<ResourceClient<S>> {
  const resource = provider.resources.find(({ schema }) => schema.type === typeName)
  const { block } = resource ? toSchemaMessage(resource.schema) : {}
  if (block === undefined) throw new Error(`the provider has no ${typeName}`)
  const client = clientOf(createProviderHandlers({ loadProvider: async () => provider, log }))
  await client.call(ProviderDefinition, 'configureProvider', { terraformVersion: '1.14.0' })
  const { identitySchemas } = await client.call(ProviderDefinition, 'getResourceIdentitySchemas', {})
  const identitySchema = identitySchemas[typeName]
  return createResourceClient<S>({ client, typeName, block: readBlock(block), identitySchema, writeOnlyAllowed: true })
}

function clientOf(handlers: object): Pick<GrpcClient, 'call'> {
  async function call(_: unknown, name: string, request: object): Promise<unknown> {
    const { requestType, responseType } = (ProviderDefinition.methods as Methods)[name] as Method
    const answer = await (handlers as Handlers)[name]?.(throughTheWire(requestType, request))
    return throughTheWire(responseType, answer ?? {})
  }
  return { call } as unknown as Pick<GrpcClient, 'call'>
}

interface Method {
  readonly requestType: MessageCodec<unknown>
  readonly responseType: MessageCodec<unknown>
}
type Methods = { readonly [name: string]: Method }
type Handlers = { readonly [name: string]: (request: unknown) => unknown }

function throughTheWire(codec: MessageCodec<unknown>, message: object): unknown {
  return codec.decode(codec.encode(Object.assign(codec.decode(new Uint8Array()) as object, message)).finish())
}
