import { ProviderDefinition } from '../../provider/protocol/generated/tfplugin6'
import { completionBreaches, holdsUnknown, planBreaches, sameValue, storedBreaches } from './core-checks'
import {
  assertNone,
  type CoreDiagnostic,
  CoreRefusal,
  hasError,
  ProviderFault,
  readDiagnostics,
  warningsOf,
} from './core-diagnostic'
import type { Identities } from './core-identity'
import { type CoreBlock, completeConfig, type ObjectValue } from './core-schema'
import { replacingPaths, type ValueCodec } from './core-values'
import type { GrpcClient } from './grpc-client'
import { proposedNew } from './proposed-new'

/** A planned change of one object. */
export interface Change<S> {
  readonly action: 'create' | 'update' | 'replace' | 'no-op'
  readonly prior: S | null
  readonly config: ObjectValue
  /** With unknown values where only the apply can compute them. */
  readonly planned: S
  /** What forces a replacement, as paths. */
  readonly replaces: readonly string[]
  readonly warnings: readonly CoreDiagnostic[]
}

/** A state, and what the provider warned about on the way to it. */
export interface Stated<S> {
  readonly state: S
  readonly warnings: readonly CoreDiagnostic[]
}

/** Where a plan starts, and where it shall lead. */
export interface PlanFrom<S> {
  readonly prior?: S | null
  readonly config: ObjectValue
}

/** What calls about one resource type stand on. */
export interface ResourceContext {
  readonly client: Pick<GrpcClient, 'call'>
  readonly typeName: string
  readonly block: CoreBlock
  readonly codec: ValueCodec
  readonly identities: Identities
  readonly clientCapabilities: {
    readonly deferralAllowed: boolean
    readonly writeOnlyAttributesAllowed: boolean
    readonly storePlannedPrivate: boolean
    readonly computedBlocksAllowed: boolean
  }
}

/** The diagnostics of a configuration. */
export async function validate(context: ResourceContext, written: ObjectValue): Promise<CoreDiagnostic[]> {
  const { client, typeName, block, codec, clientCapabilities } = context
  const config = codec.encode(completeConfig(block, written))
  const request = { typeName, config, clientCapabilities }
  return readDiagnostics((await client.call(ProviderDefinition, 'validateResourceConfig', request)).diagnostics)
}

/** Plans as Terraform does: a change that needs a new object is planned once more, from nothing. */
export async function plan(context: ResourceContext, from: PlanFrom<ObjectValue>): Promise<Change<ObjectValue>> {
  const { prior = null } = from
  const config = completeConfig(context.block, from.config)
  const advice = await validate(context, config)
  if (hasError(advice)) throw new CoreRefusal(advice, prior)
  const { planned, requiresReplace, plannedIdentity, warnings: told } = await planOnce(context, prior, config)
  const change = { prior, config, planned, replaces: [], warnings: [...advice, ...told] }
  if (prior === null) return { ...change, action: 'create' }
  const { identities } = context
  const isSame = sameValue(planned, prior)
  const replaces = isSame ? [] : replacingPaths(requiresReplace, prior, planned)
  if (replaces.length === 0) {
    identities.keep(planned, identities.existing(plannedIdentity, identities.of(prior)))
    return { ...change, action: isSame ? 'no-op' : 'update' }
  }
  const anew = await planOnce(context, null, config)
  return { ...change, action: 'replace', replaces, planned: anew.planned }
}

async function planOnce(context: ResourceContext, prior: ObjectValue | null, config: ObjectValue) {
  const { client, typeName, block, codec, identities, clientCapabilities } = context
  const answer = await client.call(ProviderDefinition, 'planResourceChange', {
    typeName,
    priorState: codec.encode(prior),
    priorIdentity: identities.toMessage(identities.of(prior)),
    proposedNewState: codec.encode(proposedNew(block, prior, config)),
    config: codec.encode(config),
    clientCapabilities,
  })
  const warnings = warningsOf(answer.diagnostics, prior)
  const planned = codec.decode(answer.plannedState)
  assertNone('Provider produced invalid plan', planBreaches(block, { prior, config, planned }))
  if (planned === null) throw new ProviderFault('Provider planned nothing', [])
  const { requiresReplace, plannedPrivate, plannedIdentity } = answer
  identities.planned(plannedIdentity)
  return { planned, warnings, requiresReplace, plannedPrivate, plannedIdentity }
}

/** Carries a change out; a replacement deletes first and creates then. */
export async function apply(
  context: ResourceContext,
  { action, prior, config, planned }: Change<ObjectValue>,
  written: ObjectValue = config,
): Promise<Stated<ObjectValue>> {
  const settled = completeConfig(context.block, written)
  if (holdsUnknown(settled)) throw new Error('Terraform applies no configuration with unknown values')
  if (action === 'no-op') return { state: planned, warnings: [] }
  if (action !== 'replace' || prior === null) return applyOnce(context, prior, settled, planned)
  const goodbyes = await destroy(context, prior)
  const { state, warnings } = await applyOnce(context, null, settled, planned)
  return { state, warnings: [...goodbyes, ...warnings] }
}

/** Plans anew with what is known by now, as Terraform does, and applies that, unless nothing is left to change. */
async function applyOnce(
  context: ResourceContext,
  prior: ObjectValue | null,
  config: ObjectValue,
  promised: ObjectValue,
): Promise<Stated<ObjectValue>> {
  const { client, typeName, block, codec, identities } = context
  const { planned, plannedPrivate, plannedIdentity } = await planOnce(context, prior, config)
  assertNone('Provider produced inconsistent final plan', completionBreaches(block, promised, planned))
  if (prior !== null && sameValue(planned, prior)) return { state: prior, warnings: [] }
  const answer = await client.call(ProviderDefinition, 'applyResourceChange', {
    typeName,
    priorState: codec.encode(prior),
    plannedState: codec.encode(planned),
    config: codec.encode(config),
    plannedPrivate,
    plannedIdentity,
  })
  const [state, warnings] = [codec.decode(answer.newState), readDiagnostics(answer.diagnostics)]
  if (state !== null) {
    assertNone('Provider returned invalid result object after apply', storedBreaches(block, state))
    identities.keep(state, identities.existing(answer.newIdentity, identities.of(prior)))
  }
  if (hasError(warnings)) throw new CoreRefusal(warnings, state ?? prior, prior === null && state !== null)
  assertNone('Provider produced inconsistent result after apply', completionBreaches(block, planned, state))
  if (state === null) throw new ProviderFault('Provider returned no state after apply', [])
  return { state, warnings }
}

/** Deletes the object. */
export async function destroy(
  { client, typeName, codec, identities }: ResourceContext,
  prior: ObjectValue,
): Promise<CoreDiagnostic[]> {
  const answer = await client.call(ProviderDefinition, 'applyResourceChange', {
    typeName,
    priorState: codec.encode(prior),
    plannedState: codec.encode(null),
    config: codec.encode(null),
    plannedIdentity: identities.toMessage(identities.of(prior)),
  })
  const state = codec.decode(answer.newState)
  const warnings = warningsOf(answer.diagnostics, state ?? prior)
  if (state !== null) throw new ProviderFault('Provider returned an object after its destruction', [])
  return warnings
}
