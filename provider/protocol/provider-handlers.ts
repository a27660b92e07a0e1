import type { Schema } from '../../schema/dsl/index'
import {
  createSession,
  type Diagnostic,
  error,
  impliedType,
  isObject,
  type Logger,
  type ObjectValue,
  type Provider,
  type Resource,
  type Session,
} from '../framework/index'
import { absent, absentFeatures } from './absent-features'
import { toDiagnosticMessages, toPathMessage } from './diagnostic-message'
import type {
  ApplyResourceChange_Request,
  ConfigureProvider_Request,
  DynamicValue,
  ImportResourceState_Request,
  MoveResourceState_Request,
  PlanResourceChange_Request,
  RawState,
  ReadDataSource_Request,
  ReadResource_Request,
  UpgradeResourceState_Request,
  ValidateDataResourceConfig_Request,
  ValidateProviderConfig_Request,
  ValidateResourceConfig_Request,
} from './generated/tfplugin6'
import { fromJson } from './json-value'
import { parseJson } from './lossless-json'
import { decodeMsgpack, encodeMsgpack } from './msgpack-value'
import { SERVER_CAPABILITIES, toProviderSchemaResponse } from './provider-schema'

/** What the handlers serve. The provider is loaded at the first call that needs it, since many processes never get one. */
export interface HandlerOptions {
  readonly loadProvider: () => Promise<Provider>
  readonly log: Logger
}

/**
 * The handlers of the service `tfplugin6.Provider`: each decodes its request with the resource's own schema, calls the
 * session's function of the same name, and encodes what that gives.
 */
export function createProviderHandlers({ loadProvider, log }: HandlerOptions) {
  let provider: Promise<Provider> | undefined
  let session: Session | undefined
  const loaded = () => (provider ??= loadProvider())
  const current = async () => (session ??= createSession(await loaded(), log))

  const withResource = async <T>(
    typeName: string,
    answer: (resource: Resource<unknown>, session: Session) => T | Promise<T>,
  ) => {
    const resource = (await loaded()).resources.find(({ schema }) => schema.type === typeName)
    return resource === undefined
      ? { diagnostics: absent('resource type', typeName) }
      : answer(resource, await current())
  }

  const upgrade = (resource: Resource<unknown>, run: Session, raw: RawState | undefined, version: number) => {
    const stored = fromStored(resource.schema, raw)
    return 'fault' in stored
      ? { state: null, diagnostics: [stored.fault] }
      : run.upgradeResourceState(resource, stored.values, version)
  }

  return {
    ...absentFeatures,

    async getMetadata() {
      const { resources, dataSources } = await loaded()
      return {
        serverCapabilities: SERVER_CAPABILITIES,
        resources: resources.map(({ schema }) => ({ typeName: schema.type })),
        dataSources: dataSources.map(({ schema }) => ({ typeName: schema.type })),
      }
    },

    async getProviderSchema() {
      return toProviderSchemaResponse(await loaded())
    },

    async validateProviderConfig({ config }: ValidateProviderConfig_Request) {
      const { schema } = await loaded()
      const faults = (await current()).validateConfig(schema, fromDynamic(schema, config) ?? {})
      return { diagnostics: toDiagnosticMessages(faults) }
    },

    async configureProvider({ config, terraformVersion }: ConfigureProvider_Request) {
      const { schema } = await loaded()
      session = createSession(await loaded(), log)
      const faults = await session.configure(fromDynamic(schema, config) ?? {}, { terraformVersion })
      return { diagnostics: toDiagnosticMessages(faults) }
    },

    validateResourceConfig: ({ typeName, config, clientCapabilities }: ValidateResourceConfig_Request) =>
      withResource(typeName, ({ schema }, run) => {
        const client = { writeOnly: clientCapabilities?.writeOnlyAttributesAllowed === true }
        return {
          diagnostics: toDiagnosticMessages(run.validateConfig(schema, fromDynamic(schema, config) ?? {}, client)),
        }
      }),

    upgradeResourceState: ({ typeName, rawState, version }: UpgradeResourceState_Request) =>
      withResource(typeName, (resource, run) => {
        const { state, diagnostics } = upgrade(resource, run, rawState, version)
        return { upgradedState: toDynamic(resource.schema, state), diagnostics: toDiagnosticMessages(diagnostics) }
      }),

    moveResourceState: ({
      targetTypeName,
      sourceTypeName,
      sourceState,
      sourceSchemaVersion,
      sourcePrivate,
    }: MoveResourceState_Request) =>
      withResource(targetTypeName, (resource, run) => {
        if (sourceTypeName !== targetTypeName)
          return { diagnostics: toDiagnosticMessages([foreignType(sourceTypeName, targetTypeName)]) }
        const { state, diagnostics } = upgrade(resource, run, sourceState, sourceSchemaVersion)
        return {
          targetState: toDynamic(resource.schema, state),
          targetPrivate: sourcePrivate,
          diagnostics: toDiagnosticMessages(diagnostics),
        }
      }),

    readResource: ({ typeName, currentState, private: privateBytes }: ReadResource_Request) =>
      withResource(typeName, async (resource, run) => {
        const { state, diagnostics } = await run.readResource(resource, fromDynamic(resource.schema, currentState))
        return {
          newState: toDynamic(resource.schema, state),
          private: privateBytes,
          diagnostics: toDiagnosticMessages(diagnostics),
        }
      }),

    planResourceChange: ({
      typeName,
      priorState,
      proposedNewState,
      config,
      priorPrivate,
    }: PlanResourceChange_Request) =>
      withResource(typeName, (resource, run) => {
        const { schema } = resource
        const { planned, replacements, diagnostics } = run.planResourceChange(resource, {
          prior: fromDynamic(schema, priorState),
          proposed: fromDynamic(schema, proposedNewState),
          config: fromDynamic(schema, config),
        })
        return {
          plannedState: toDynamic(schema, planned),
          requiresReplace: replacements.map(({ path }) => toPathMessage(path)),
          plannedPrivate: priorPrivate,
          diagnostics: toDiagnosticMessages(diagnostics),
        }
      }),

    applyResourceChange: ({
      typeName,
      priorState,
      plannedState,
      config,
      plannedPrivate,
    }: ApplyResourceChange_Request) =>
      withResource(typeName, async (resource, run) => {
        const { schema } = resource
        const { state, diagnostics } = await run.applyResourceChange(resource, {
          prior: fromDynamic(schema, priorState),
          planned: fromDynamic(schema, plannedState),
          config: fromDynamic(schema, config),
        })
        return {
          newState: toDynamic(schema, state),
          private: plannedPrivate,
          diagnostics: toDiagnosticMessages(diagnostics),
        }
      }),

    importResourceState: ({ typeName, id }: ImportResourceState_Request) =>
      withResource(typeName, (resource, run) => {
        const { state, diagnostics } = run.importResourceState(resource, id)
        const imported =
          state === null ? [] : [{ typeName, state: toDynamic(resource.schema, state), private: new Uint8Array() }]
        return { importedResources: imported, diagnostics: toDiagnosticMessages(diagnostics) }
      }),

    generateResourceConfig: ({ typeName }: { typeName: string }) => ({
      diagnostics: absent('configuration generator for', typeName),
    }),

    async validateDataResourceConfig({ typeName, config }: ValidateDataResourceConfig_Request) {
      const source = (await loaded()).dataSources.find(({ schema }) => schema.type === typeName)
      if (source === undefined) return { diagnostics: absent('data source', typeName) }
      const faults = (await current()).validateConfig(source.schema, fromDynamic(source.schema, config) ?? {})
      return { diagnostics: toDiagnosticMessages(faults) }
    },

    async readDataSource({ typeName, config }: ReadDataSource_Request) {
      const source = (await loaded()).dataSources.find(({ schema }) => schema.type === typeName)
      if (source === undefined) return { diagnostics: absent('data source', typeName) }
      const { state, diagnostics } = await (await current()).readDataSource(
        source,
        fromDynamic(source.schema, config) ?? {},
      )
      return { state: toDynamic(source.schema, state), diagnostics: toDiagnosticMessages(diagnostics) }
    },

    stopProvider() {
      session?.stop()
      return {}
    },
  }
}

function fromDynamic(schema: Schema, message: DynamicValue | undefined): ObjectValue | null {
  const type = impliedType(schema.body)
  if (message === undefined) return null
  const value =
    message.msgpack.length > 0
      ? decodeMsgpack(type, message.msgpack)
      : jsonText(message.json, (text) => fromJson(type, parseJson(text)))
  return isObject(value ?? undefined) ? (value as ObjectValue) : null
}

const jsonText = <T>(json: Uint8Array, parse: (text: string) => T): T | null =>
  json.length > 0 ? parse(new TextDecoder().decode(json)) : null

const toDynamic = (schema: Schema, value: ObjectValue | null): DynamicValue => ({
  msgpack: encodeMsgpack(impliedType(schema.body), value),
  json: new Uint8Array(),
})

/** The stored state in values of the present schema, or why it cannot be read. */
function fromStored(
  schema: Schema,
  raw: RawState | undefined,
): { readonly values: ObjectValue } | { readonly fault: Diagnostic } {
  try {
    const value = jsonText(raw?.json ?? new Uint8Array(), (text) =>
      fromJson(impliedType(schema.body), parseJson(text), schema.type),
    )
    if (isObject(value ?? undefined)) return { values: value as ObjectValue }
    return unreadable(schema, 'it is not a JSON object; Terraform 0.11 and older wrote such states')
  } catch (thrown) {
    return unreadable(schema, thrown instanceof Error ? thrown.message : String(thrown))
  }
}

const unreadable = (schema: Schema, why: string): { readonly fault: Diagnostic } => ({
  fault: error(
    'Unreadable state',
    `The stored state of ${schema.type} cannot be read: ${why}.\n\nRestore the state from a backup, or remove the resource with terraform state rm and import it again.`,
  ),
})

const foreignType = (source: string, target: string): Diagnostic =>
  error(
    'Cannot move state',
    `A ${source} cannot become a ${target}; only a ${target} of another provider can.\n\nRemove the moved block, or remove the old resource from the state and import the new one.`,
  )
