import type { Resource, Session } from '../framework/index'
import { toDiagnosticMessages, toPathMessage } from './diagnostic-message'
import type {
  ApplyResourceChange_Request,
  PlanResourceChange_Request,
  ReadResource_Request,
  ValidateResourceConfig_Request,
} from './generated/tfplugin6'
import { fromDynamic, toDynamic, toIdentityData } from './object-message'
import { isMarked, marked, unmarked } from './private-mark'
import type { RunningProvider } from './running-provider'

// No private data is kept in the state, not even what the official provider left there: Terraform writes it for every object.
const NOTHING = new Uint8Array()

/** The calls about a resource in its present form: validate, read, plan, apply. */
export function resourceHandlers(provider: RunningProvider) {
  return {
    validateResourceConfig: (request: ValidateResourceConfig_Request) =>
      provider.withResource(request.typeName, (resource, run) => validate(resource, run, request)),
    readResource: (request: ReadResource_Request) =>
      provider.withResource(request.typeName, (resource, run) => read(resource, run, request)),
    planResourceChange: (request: PlanResourceChange_Request) =>
      provider.withResource(request.typeName, (resource, run) => plan(resource, run, request)),
    applyResourceChange: (request: ApplyResourceChange_Request) =>
      provider.withResource(request.typeName, (resource, run) => apply(resource, run, request)),
  }
}

function validate(
  { schema }: Resource<unknown>,
  run: Session,
  { config, clientCapabilities }: ValidateResourceConfig_Request,
) {
  const client = { writeOnly: clientCapabilities?.writeOnlyAttributesAllowed === true }
  return { diagnostics: toDiagnosticMessages(run.validateConfig(schema, fromDynamic(schema, config) ?? {}, client)) }
}

async function read(resource: Resource<unknown>, run: Session, { currentState }: ReadResource_Request) {
  const { state, diagnostics } = await run.readResource(resource, fromDynamic(resource.schema, currentState))
  return {
    newState: toDynamic(resource.schema, state),
    newIdentity: toIdentityData(resource.schema, state),
    private: NOTHING,
    diagnostics: toDiagnosticMessages(diagnostics),
  }
}

async function plan(resource: Resource<unknown>, run: Session, request: PlanResourceChange_Request) {
  const { schema } = resource
  const { priorPrivate, plannedPrivate, clientCapabilities } = request
  await resource.prepare?.()
  const prior = fromDynamic(schema, request.priorState)
  const change = run.planResourceChange(resource, {
    prior,
    completesReplacement: prior === null && isMarked(priorPrivate),
    proposed: fromDynamic(schema, request.proposedNewState),
    config: fromDynamic(schema, request.config),
    priorPrivate: unmarked(priorPrivate),
    plannedPrivate: unmarked(plannedPrivate),
    storesPlannedPrivate: clientCapabilities?.storePlannedPrivate === true,
  })
  const { planned, replacements, diagnostics, private: data = NOTHING } = change
  return {
    plannedState: toDynamic(schema, planned),
    // A destruction keeps the identity of what is destroyed.
    plannedIdentity: toIdentityData(schema, planned ?? prior),
    requiresReplace: replacements.map(({ path }) => toPathMessage(path)),
    plannedPrivate: prior === null ? data : marked(data),
    diagnostics: toDiagnosticMessages(diagnostics),
  }
}

async function apply(resource: Resource<unknown>, run: Session, request: ApplyResourceChange_Request) {
  const { schema } = resource
  const { state, diagnostics } = await run.applyResourceChange(resource, {
    prior: fromDynamic(schema, request.priorState),
    planned: fromDynamic(schema, request.plannedState),
    config: fromDynamic(schema, request.config),
    plannedPrivate: unmarked(request.plannedPrivate),
  })
  return {
    newState: toDynamic(schema, state),
    newIdentity: toIdentityData(schema, state),
    private: NOTHING,
    diagnostics: toDiagnosticMessages(diagnostics),
  }
}
