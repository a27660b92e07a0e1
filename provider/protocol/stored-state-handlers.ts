import { type Diagnostic, error } from '../framework/index'
import { toDiagnosticMessages } from './diagnostic-message'
import type {
  ImportResourceState_Request,
  MoveResourceState_Request,
  UpgradeResourceState_Request,
} from './generated/tfplugin6'
import { fromStored, toDynamic } from './object-message'
import type { RunningProvider } from './running-provider'

/** The calls that bring an object into the state: from a stored one, from another provider, from an id. */
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
          targetPrivate: new Uint8Array(),
          diagnostics: toDiagnosticMessages(diagnostics),
        }
      }),

    importResourceState: ({ typeName, id }: ImportResourceState_Request) =>
      provider.withResource(typeName, (resource, run) => {
        const { state, diagnostics } = run.importResourceState(resource, id)
        const imported =
          state === null ? [] : [{ typeName, state: toDynamic(resource.schema, state), private: new Uint8Array() }]
        return { importedResources: imported, diagnostics: toDiagnosticMessages(diagnostics) }
      }),
  }
}

function foreignType(source: string, target: string): Diagnostic {
  return error(
    'Cannot move state',
    `The state of ${source} cannot be moved to ${target}: only the state of ${target} from another provider can.\n\nDelete the moved block. To manage an existing object as ${target}, import it.`,
  )
}
