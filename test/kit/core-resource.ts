import { ProviderDefinition, type ResourceIdentitySchema } from '../../provider/protocol/generated/tfplugin6'
import {
  apply,
  type Change,
  destroy,
  type PlanFrom,
  plan,
  type ResourceContext,
  type Stated,
  validate,
} from './core-change'
import { storedBreaches } from './core-checks'
import { assertNone, type CoreDiagnostic, CoreRefusal, ProviderFault, warningsOf } from './core-diagnostic'
import { createIdentities } from './core-identity'
import type { CoreBlock, ObjectValue } from './core-schema'
import { createValueCodec } from './core-values'
import type { GrpcClient } from './grpc-client'

/**
 * One resource type, as Terraform works with it. Configurations are plain objects in HCL's shape: what is left out is null, or no
 * block. Methods reject with a `CoreRefusal` when the provider reports an error, and with a `ProviderFault` when it breaks a rule.
 */
export interface ResourceClient<S> {
  /** The diagnostics of a configuration, errors among them. */
  validate(config: ObjectValue): Promise<CoreDiagnostic[]>
  /** Validates the configuration and plans towards it, from nothing or from a prior state. */
  plan(from: PlanFrom<S>): Promise<Change<S>>
  /** Carries the change out; `config` is the configuration of the plan with what has become known since. */
  apply(change: Change<S>, config?: ObjectValue): Promise<Stated<S>>
  /** The present state; null when the object is gone. */
  read(state: S): Promise<Stated<S | null>>
  /** The state of an object that is there already, by its id or its identity. */
  import(target: string | ObjectValue): Promise<Stated<S>>
  /** The identity that is stored with a state which this client gave; undefined when the client knows none. */
  identityOf(state: S): ObjectValue | undefined
  /** A stored identity, as JSON text, in the form of this provider; undefined when it is not whole. */
  upgradeIdentity(rawIdentity: string, version?: number): Promise<ObjectValue | undefined>
  /** A stored state, as JSON text, in the form of this provider. */
  upgrade(rawState: string, version?: number): Promise<S>
  /** A stored state of another provider's resource. */
  move(source: MovedState): Promise<S>
  /** Deletes the object; gives the warnings. */
  destroy(state: S): Promise<CoreDiagnostic[]>
}

/** What Terraform hands over for a `moved` block between resources. */
interface MovedState {
  /** Its source address, such as `registry.terraform.io/auth0/auth0`. */
  readonly provider: string
  readonly typeName: string
  readonly rawState: string
  readonly version?: number
}

/** What a resource client stands on. */
export interface ResourceOptions {
  readonly client: Pick<GrpcClient, 'call'>
  readonly typeName: string
  readonly block: CoreBlock
  /** Absent for a client before Terraform 1.12 and OpenTofu 1.12, which know no identities. */
  readonly identitySchema?: ResourceIdentitySchema | undefined
  /** False for a Terraform before 1.11, which would store write-only values. */
  readonly writeOnlyAllowed: boolean
}

/** The client of one resource type. The caller vouches that `S` is the type of its states. */
export function createResourceClient<S>(options: ResourceOptions): ResourceClient<S> {
  const { writeOnlyAllowed, identitySchema, ...rest } = options
  const clientCapabilities = {
    deferralAllowed: false,
    writeOnlyAttributesAllowed: writeOnlyAllowed,
    storePlannedPrivate: false,
    computedBlocksAllowed: false,
  }
  const identities = createIdentities(identitySchema)
  const context = { ...rest, codec: createValueCodec(options.block), identities, clientCapabilities }
  const client: ResourceClient<ObjectValue> = {
    validate: (config) => validate(context, config),
    plan: (from) => plan(context, from),
    apply: (change, config) => apply(context, change, config),
    read: (state) => read(context, state),
    import: (target) => importState(context, target),
    identityOf: (state) => identities.of(state),
    upgradeIdentity: (rawIdentity, version) => upgradeIdentity(context, rawIdentity, version),
    upgrade: (rawState, version) => upgrade(context, rawState, version),
    move: (source) => move(context, source),
    destroy: (state) => destroy(context, state),
  }
  return client as unknown as ResourceClient<S>
}

async function read(context: ResourceContext, prior: ObjectValue): Promise<Stated<ObjectValue | null>> {
  const { client, typeName, block, codec, identities, clientCapabilities } = context
  const currentIdentity = identities.toMessage(identities.of(prior))
  const request = { typeName, currentState: codec.encode(prior), currentIdentity, clientCapabilities }
  const answer = await client.call(ProviderDefinition, 'readResource', request)
  const warnings = warningsOf(answer.diagnostics, prior)
  const state = codec.decode(answer.newState)
  if (state !== null) {
    assertNone('Provider returned invalid object while reading', storedBreaches(block, state))
    identities.keep(state, identities.existing(answer.newIdentity, identities.of(prior)))
  }
  return { state, warnings }
}

/** Imports, and reads what was imported, as Terraform does at once. */
async function importState(context: ResourceContext, target: string | ObjectValue): Promise<Stated<ObjectValue>> {
  const { client, typeName, block, codec, identities, clientCapabilities } = context
  const by = typeof target === 'string' ? { id: target } : { identity: identities.toMessage(target) }
  const answer = await client.call(ProviderDefinition, 'importResourceState', { typeName, ...by, clientCapabilities })
  const warnings = warningsOf(answer.diagnostics)
  const [imported, ...others] = answer.importedResources
  const stub = codec.decode(imported?.state)
  if (stub === null || others.length > 0) throw new ProviderFault('Provider did not import one object', [])
  assertNone('Provider imported an invalid object', storedBreaches(block, stub))
  identities.keep(stub, identities.imported(imported))
  const { state, warnings: told } = await read(context, stub)
  if (state === null) throw new CoreRefusal([...warnings, ...told, nothingToImport(target)])
  return { state, warnings: [...warnings, ...told] }
}

/** In Terraform's own words. */
function nothingToImport(target: string | ObjectValue): CoreDiagnostic {
  return {
    severity: 'error',
    summary: 'Cannot import non-existent remote object',
    detail: `No object exists with the id ${JSON.stringify(target)}. Only pre-existing objects can be imported.`,
    path: '',
  }
}

async function upgrade(context: ResourceContext, rawState: string, version = 0): Promise<ObjectValue> {
  const { client, typeName, block, codec } = context
  const request = { typeName, version, rawState: rawOf(rawState) }
  const answer = await client.call(ProviderDefinition, 'upgradeResourceState', request)
  warningsOf(answer.diagnostics)
  return storable(block, codec.decode(answer.upgradedState))
}

async function upgradeIdentity({ client, typeName, identities }: ResourceContext, rawIdentity: string, version = 0) {
  const request = { typeName, version, rawIdentity: rawOf(rawIdentity) }
  const answer = await client.call(ProviderDefinition, 'upgradeResourceIdentity', request)
  warningsOf(answer.diagnostics)
  // OpenTofu: "Provider returned no identity after upgrade"; a null one is taken.
  if (answer.upgradedIdentity?.identityData === undefined)
    throw new ProviderFault('Provider returned no identity after upgrade', [])
  return identities.upgraded(answer.upgradedIdentity)
}

async function move(context: ResourceContext, { provider, typeName, rawState, version = 0 }: MovedState) {
  const { client, block, codec, identities } = context
  const answer = await client.call(ProviderDefinition, 'moveResourceState', {
    sourceProviderAddress: provider,
    sourceTypeName: typeName,
    sourceSchemaVersion: version,
    sourceState: rawOf(rawState),
    targetTypeName: context.typeName,
  })
  warningsOf(answer.diagnostics)
  const state = storable(block, codec.decode(answer.targetState))
  identities.keep(state, identities.existing(answer.targetIdentity))
  return state
}

function rawOf(json: string) {
  return { json: new TextEncoder().encode(json), flatmap: {} }
}

function storable(block: CoreBlock, state: ObjectValue | null): ObjectValue {
  if (state === null) throw new ProviderFault('Provider returned no state for a stored one', [])
  assertNone('Provider returned an invalid state for a stored one', storedBreaches(block, state))
  return state
}
