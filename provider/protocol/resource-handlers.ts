import { toDiagnosticMessages, toPathMessage } from './diagnostic-message'
import type {
  ApplyResourceChange_Request,
  PlanResourceChange_Request,
  ReadResource_Request,
  ValidateResourceConfig_Request,
} from './generated/tfplugin6'
import { fromDynamic, toDynamic } from './object-message'
import { isMarked, marked, unmarked } from './private-mark'
import type { RunningProvider } from './running-provider'

// No private data is kept in the state, not even what the official provider left there: Terraform writes it for every object.
const NOTHING = new Uint8Array()

/** The calls about a resource in its present form: validate, read, plan, apply. */
export function resourceHandlers(provider: RunningProvider) {
  return {
    validateResourceConfig: ({ typeName, config, clientCapabilities }: ValidateResourceConfig_Request) =>
      provider.withResource(typeName, ({ schema }, run) => {
        const client = { writeOnly: clientCapabilities?.writeOnlyAttributesAllowed === true }
        return {
          diagnostics: toDiagnosticMessages(run.validateConfig(schema, fromDynamic(schema, config) ?? {}, client)),
        }
      }),

    readResource: ({ typeName, currentState }: ReadResource_Request) =>
      provider.withResource(typeName, async (resource, run) => {
        const { state, diagnostics } = await run.readResource(resource, fromDynamic(resource.schema, currentState))
        return {
          newState: toDynamic(resource.schema, state),
          private: NOTHING,
          diagnostics: toDiagnosticMessages(diagnostics),
        }
      }),

    planResourceChange: ({
      typeName,
      priorState,
      proposedNewState,
      config,
      priorPrivate,
      plannedPrivate,
      clientCapabilities,
    }: PlanResourceChange_Request) =>
      provider.withResource(typeName, async (resource, run) => {
        const { schema } = resource
        await resource.prepare?.()
        const prior = fromDynamic(schema, priorState)
        const plan = run.planResourceChange(resource, {
          prior,
          completesReplacement: prior === null && isMarked(priorPrivate),
          proposed: fromDynamic(schema, proposedNewState),
          config: fromDynamic(schema, config),
          priorPrivate: unmarked(priorPrivate),
          plannedPrivate: unmarked(plannedPrivate),
          storesPlannedPrivate: clientCapabilities?.storePlannedPrivate === true,
        })
        const { planned, replacements, diagnostics } = plan
        return {
          plannedState: toDynamic(schema, planned),
          requiresReplace: replacements.map(({ path }) => toPathMessage(path)),
          plannedPrivate: prior === null ? (plan.private ?? NOTHING) : marked(plan.private ?? NOTHING),
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
      provider.withResource(typeName, async (resource, run) => {
        const { schema } = resource
        const { state, diagnostics } = await run.applyResourceChange(resource, {
          prior: fromDynamic(schema, priorState),
          planned: fromDynamic(schema, plannedState),
          config: fromDynamic(schema, config),
          plannedPrivate: unmarked(plannedPrivate),
        })
        return {
          newState: toDynamic(schema, state),
          private: NOTHING,
          diagnostics: toDiagnosticMessages(diagnostics),
        }
      }),
  }
}
