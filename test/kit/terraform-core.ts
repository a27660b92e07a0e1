import {
  type GetProviderSchema_Response,
  ProviderDefinition,
  type ResourceIdentitySchema,
  type Schema,
} from '../../provider/protocol/generated/tfplugin6'
import { type CoreDiagnostic, warningsOf } from './core-diagnostic'
import { createResourceClient, type ResourceClient } from './core-resource'
import { type CoreBlock, completeConfig, type ObjectValue, readBlock } from './core-schema'
import { createValueCodec } from './core-values'
import type { GrpcClient } from './grpc-client'
import { type PluginProcess, startPluginProcess } from './plugin-process'
import { PROVIDER_UNDER_TEST } from './provider-under-test'

export type { Change } from './core-change'
export { type CoreDiagnostic, CoreRefusal } from './core-diagnostic'
export type { ResourceClient } from './core-resource'
export type { ObjectValue } from './core-schema'

/** How to start a provider. */
export interface CoreOptions {
  /** The provider's executable; by default the one that `npm run build` makes. */
  readonly command?: string
  /** Added to this process's environment, from which all `AUTH0_…` and `TF_…` variables are taken out; undefined takes out more. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** False plays a Terraform before 1.11, which has no write-only values. Default: true. */
  readonly writeOnlyAllowed?: boolean
  /** False plays a client before Terraform 1.12 and OpenTofu 1.12, which knows no resource identities. Default: as `writeOnlyAllowed`. */
  readonly knowsIdentities?: boolean
}

/**
 * Plays Terraform to a real provider process, over gRPC with mutual TLS: computes what Terraform computes, and checks every answer
 * as Terraform does.
 */
export interface Core {
  /** The process, for its log (`stderr`), its handshake and calls that only it knows. */
  readonly plugin: PluginProcess
  readonly schema: GetProviderSchema_Response
  /** Validates the provider block and configures the provider with it. Gives warnings; rejects with a `CoreRefusal`. */
  configure(config?: ObjectValue): Promise<CoreDiagnostic[]>
  /** Throws when the provider has no such resource type. The caller vouches that `S` is the type of its states. */
  resource<S = ObjectValue>(typeName: string): ResourceClient<S>
  /** Reads a data source. Throws when the provider has none of that type; rejects with a `CoreRefusal`. */
  readDataSource(typeName: string, config: ObjectValue): Promise<ObjectValue>
  /** Asks the provider to stop what it is doing, as Ctrl-C does. */
  stop(): Promise<void>
  /** Ends the process. */
  close(): Promise<void>
}

/** The version that this client says it is; one that knows write-only values. */
const TERRAFORM_VERSION = '1.14.0'

/** Starts a provider and asks for its schema. Rejects when it does not start. */
export async function startCore(options: CoreOptions = {}): Promise<Core> {
  const { command = PROVIDER_UNDER_TEST, env, writeOnlyAllowed = true } = options
  const { knowsIdentities = writeOnlyAllowed } = options
  const plugin = await startPluginProcess({ command, env: { ...withoutProviderVariables(), ...env } })
  const { client } = plugin
  const schema = await client.call(ProviderDefinition, 'getProviderSchema', {})
  warningsOf(schema.diagnostics)
  const identitySchemas = knowsIdentities ? await readIdentitySchemas(client) : {}
  // One for each type, since it knows the identities of the states that it gave.
  const resources = new Map<string, ResourceClient<unknown>>()
  function resourceOf(typeName: string): ResourceClient<unknown> {
    const block = blockOf(typeName, schema.resourceSchemas[typeName])
    const identitySchema = identitySchemas[typeName]
    return createResourceClient({ client, typeName, block, identitySchema, writeOnlyAllowed })
  }
  return {
    plugin,
    schema,
    configure: (config = {}) => configure(plugin, blockOf('provider block', schema.provider), config),
    resource: <S>(typeName: string) => {
      const resource = resources.get(typeName) ?? resourceOf(typeName)
      resources.set(typeName, resource)
      return resource as ResourceClient<S>
    },
    readDataSource: (typeName, config) =>
      readDataSource(plugin, typeName, blockOf(typeName, schema.dataSourceSchemas[typeName]), config),
    async stop() {
      const { Error: problem } = await client.call(ProviderDefinition, 'stopProvider', {})
      if (problem !== '') throw new Error(`the provider did not stop: ${problem}`)
    },
    async close() {
      await plugin.shutdown()
    },
  }
}

/** Asked for right after the schema, as Terraform does. */
async function readIdentitySchemas(client: GrpcClient): Promise<{ readonly [type: string]: ResourceIdentitySchema }> {
  const { identitySchemas, diagnostics } = await client.call(ProviderDefinition, 'getResourceIdentitySchemas', {})
  warningsOf(diagnostics)
  return identitySchemas
}

function withoutProviderVariables(): Record<string, undefined> {
  const names = Object.keys(process.env).filter((name) => /^(AUTH0|TF)_/.test(name))
  return Object.fromEntries(names.map((name) => [name, undefined]))
}

function blockOf(name: string, schema: Schema | undefined): CoreBlock {
  if (schema?.block === undefined) throw new Error(`the provider has no ${name}`)
  return readBlock(schema.block)
}

async function configure({ client }: PluginProcess, block: CoreBlock, written: ObjectValue): Promise<CoreDiagnostic[]> {
  const config = createValueCodec(block).encode(completeConfig(block, written))
  const validated = await client.call(ProviderDefinition, 'validateProviderConfig', { config })
  const advice = warningsOf(validated.diagnostics)
  const request = { terraformVersion: TERRAFORM_VERSION, config }
  const configured = await client.call(ProviderDefinition, 'configureProvider', request)
  return [...advice, ...warningsOf(configured.diagnostics)]
}

async function readDataSource({ client }: PluginProcess, typeName: string, block: CoreBlock, written: ObjectValue) {
  const { encode, decode } = createValueCodec(block)
  const config = encode(completeConfig(block, written))
  warningsOf((await client.call(ProviderDefinition, 'validateDataResourceConfig', { typeName, config })).diagnostics)
  const answer = await client.call(ProviderDefinition, 'readDataSource', { typeName, config })
  warningsOf(answer.diagnostics)
  const state = decode(answer.state)
  if (state === null) throw new Error(`the provider read nothing for ${typeName}`)
  return state
}
