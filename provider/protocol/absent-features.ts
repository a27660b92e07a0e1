import { error } from '../framework/index'
import { toDiagnosticMessages } from './diagnostic-message'

/** The diagnostic for a call about a thing that this provider does not have. */
export function absent(what: string, name: string) {
  return toDiagnosticMessages([
    error(
      `Unknown ${what}`,
      `This provider has no ${what} ${JSON.stringify(name)}.\n\nCheck the name, or use a provider that has it.`,
    ),
  ])
}

function refuse(what: string) {
  return ({ typeName }: { typeName: string }) => ({ diagnostics: absent(what, typeName) })
}

/** The responses of a provider without ephemeral resources, lists, state stores and actions. */
export const absentFeatures = {
  validateEphemeralResourceConfig: refuse('ephemeral resource'),
  openEphemeralResource: refuse('ephemeral resource'),
  renewEphemeralResource: refuse('ephemeral resource'),
  closeEphemeralResource: refuse('ephemeral resource'),
  validateListResourceConfig: refuse('list resource'),
  async *listResource({ typeName }: { typeName: string }) {
    yield { diagnostic: absent('list resource', typeName) }
  },
  validateStateStoreConfig: refuse('state store'),
  configureStateStore: refuse('state store'),
  async *readStateBytes({ typeName }: { typeName: string }) {
    yield { diagnostics: absent('state store', typeName) }
  },
  async writeStateBytes(chunks: AsyncIterable<{ meta?: { typeName: string } | undefined }>) {
    let typeName = ''
    for await (const { meta } of chunks) typeName = meta?.typeName ?? typeName
    return { diagnostics: absent('state store', typeName) }
  },
  lockState: refuse('state store'),
  unlockState: refuse('state store'),
  getStates: refuse('state store'),
  deleteState: refuse('state store'),
  validateActionConfig: refuse('action'),
  planAction: ({ actionType }: { actionType: string }) => ({ diagnostics: absent('action', actionType) }),
  async *invokeAction({ actionType }: { actionType: string }) {
    yield { type: { $case: 'completed' as const, value: { diagnostics: absent('action', actionType) } } }
  },
}
