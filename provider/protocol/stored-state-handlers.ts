import type { Schema } from '../../schema/dsl/index'
import { type Diagnostic, error, identitySchema, type ObjectValue } from '../framework/index'
import { toDiagnosticMessages } from './diagnostic-message'
import type {
  ImportResourceState_ImportedResource,
  ImportResourceState_Request,
  MoveResourceState_Request,
  UpgradeResourceIdentity_Request,
  UpgradeResourceState_Request,
} from './generated/tfplugin6'
import { fromIdentityData, fromStored, toDynamic, toIdentityData } from './object-message'
import type { RunningProvider } from './running-provider'

/** The calls that bring an object into the state: from a stored one, from another provider, from an id or an identity. */
export function storedStateHandlers(provider: RunningProvider) {
  return {
    upgradeResourceState: ({ typeName, rawState, version }: UpgradeResourceState_Request) =>
      provider.withResource(typeName, (resource, run) => {
        const stored = fromStored(resource.schema, rawState, version)
        const { state, diagnostics } = run.upgradeResourceState(resource, stored)
        return { upgradedState: toDynamic(resource.schema, state), diagnostics: toDiagnosticMessages(diagnostics) }
      }),

    moveResourceState: ({
      targetTypeName,
      sourceTypeName,
      sourceState,
      sourceSchemaVersion,
    }: MoveResourceState_Request) =>
      provider.withResource(targetTypeName, (resource, run) => {
        if (sourceTypeName !== targetTypeName)
          return { diagnostics: toDiagnosticMessages([foreignType(sourceTypeName, targetTypeName)]) }
        const stored = fromStored(resource.schema, sourceState, sourceSchemaVersion)
        const { state, diagnostics } = run.upgradeResourceState(resource, stored)
        return {
          targetState: toDynamic(resource.schema, state),
          targetIdentity: toIdentityData(resource.schema, state),
          targetPrivate: new Uint8Array(),
          diagnostics: toDiagnosticMessages(diagnostics),
        }
      }),

    importResourceState: ({ typeName, id, identity }: ImportResourceState_Request) =>
      provider.withResource(typeName, (resource, run) => {
        const { schema } = resource
        const target = { id, identity: fromIdentityData(schema, identity) }
        const { state, diagnostics } = run.importResourceState(resource, target)
        return {
          importedResources: state === null ? [] : [toImported(schema, state)],
          diagnostics: toDiagnosticMessages(diagnostics),
        }
      }),

    upgradeResourceIdentity: ({ typeName, rawIdentity, version }: UpgradeResourceIdentity_Request) =>
      provider.withResource(typeName, (resource, run) => {
        const stored = fromStored(resource.schema, rawIdentity, version)
        const { identity, diagnostics } = run.upgradeResourceIdentity(resource, stored)
        // OpenTofu takes a missing identity for a bug, and a null one as it is meant.
        const identityData = toDynamic(identitySchema(resource.schema) ?? resource.schema, identity)
        return { upgradedIdentity: { identityData }, diagnostics: toDiagnosticMessages(diagnostics) }
      }),
  }
}

function toImported(schema: Schema, state: ObjectValue): ImportResourceState_ImportedResource {
  return {
    typeName: schema.type,
    state: toDynamic(schema, state),
    identity: toIdentityData(schema, state),
    private: new Uint8Array(),
  }
}

function foreignType(source: string, target: string): Diagnostic {
  return error(
    'Cannot move state',
    `The state of ${source} cannot be moved to ${target}: only the state of ${target} from another provider can.\n\nDelete the moved block. To manage an existing object as ${target}, import it.`,
  )
}
