import type { Schema } from '../../schema/dsl/index'
import { type Diagnostic, hasError, warning } from './diagnostic'
import { equalStates } from './equality'
import {
  fromPrivate,
  type Handover,
  type HandoverMemory,
  handoverOf,
  isSureToArrive,
  nameOf,
  toPrivate,
} from './handover'
import type { ObjectValue } from './object-value'
import { type Plan, type PlanOptions, planChange } from './plan'
import type { Resource } from './resource'
import { changeFaults } from './structure'

/** The request of Terraform. Null: the object does not exist, or is to be deleted. */
export interface PlanRequest {
  readonly prior: ObjectValue | null
  /** Terraform's merge of configuration and prior state. */
  readonly proposed: ObjectValue | null
  readonly config: ObjectValue | null
  /** This is the create of a replacement that was planned with the prior state just before. Default false. */
  readonly completesReplacement?: boolean
  /** Private data of the prior state, or of the first call when a replacement is planned for the second time. */
  readonly priorPrivate?: Uint8Array
  /** Private data of the plan that is applied, from a client that stores it. */
  readonly plannedPrivate?: Uint8Array
  /** Whether the client does. */
  readonly storesPlannedPrivate?: boolean
  /** Receives what each step of the plan changed and why, a line for each; absent when the log level is off. */
  readonly explain?: (line: string) => void
}

/** What a plan gives; nothing is planned for what is to be destroyed. */
export interface PlannedChange extends Omit<Plan, 'planned'> {
  readonly planned: ObjectValue | null
  /** Data for the calls that follow upon this one. */
  readonly private?: Uint8Array
}

/** Plans a change of a resource: what it needs, what it sends, what a replacement or a destruction costs. */
export function planResourceChange(
  resource: Resource<unknown>,
  request: PlanRequest,
  memory: HandoverMemory,
): PlannedChange {
  const { prior, proposed, config } = request
  if (proposed === null || config === null) {
    const diagnostics = prior === null ? [] : (resource.warnDestroy?.(prior) ?? [])
    return { planned: null, replacements: [], diagnostics }
  }
  return prior === null
    ? planCreation(resource, { ...request, proposed, config }, memory)
    : planFromPrior(resource, { ...request, prior, proposed, config })
}

type Settled<N extends keyof PlanRequest> = PlanRequest & { readonly [K in N]: ObjectValue }

function planCreation(
  resource: Resource<unknown>,
  request: Settled<'proposed' | 'config'>,
  memory: HandoverMemory,
): PlannedChange {
  const { schema } = resource
  const { proposed, config, priorPrivate, plannedPrivate, storesPlannedPrivate = false } = request
  const plan = planChange(schema, null, proposed, config, optionsFor(resource, request))
  const arrived = fromPrivate(plannedPrivate) ?? memory.recall(schema, config)
  const promised = addressed(schema, fromPrivate(priorPrivate), config)
  const isSure = promised !== undefined && isSureToArrive(promised, { storesPlannedPrivate })
  const handover = arrived ?? (isSure ? promised : undefined)
  const planned = takeOver(plan.planned, handover, config)
  if (handover) request.explain?.(explainHandover(handover))
  const diagnostics = validateChange(resource, null, { ...plan, planned }, config)
  return { ...plan, planned, diagnostics, ...carrying(arrived ?? promised) }
}

function optionsFor(resource: Resource<unknown>, { prior, config, explain }: Settled<'config'>): PlanOptions {
  function adjust(plan: ObjectValue) {
    return resource.adjustPlan?.({ config, plan, prior }) ?? {}
  }
  return { adjust, ...(explain && { explain }) }
}

function carrying(handover: Handover | undefined): Pick<PlannedChange, 'private'> {
  return handover === undefined ? {} : { private: toPrivate(handover) }
}

function addressed(schema: Schema, handover: Handover | undefined, config: ObjectValue): Handover | undefined {
  const to = nameOf(schema, config)
  return handover === undefined || to === undefined ? handover : { ...handover, to }
}

function explainHandover({ values }: Handover): string {
  return `${Object.keys(values).join(', ')} taken over from the object that is replaced`
}

function takeOver(planned: ObjectValue, handover: Handover | undefined, config: ObjectValue): ObjectValue {
  return {
    ...planned,
    ...Object.fromEntries(Object.entries(handover?.values ?? {}).filter(([name]) => (config[name] ?? null) === null)),
  }
}

function planFromPrior(resource: Resource<unknown>, request: Settled<'prior' | 'proposed' | 'config'>): PlannedChange {
  const { prior, proposed, config, storesPlannedPrivate = false } = request
  const { schema } = resource
  const plan = planChange(schema, prior, proposed, config, optionsFor(resource, request))
  const handover = handoverOf(schema, prior, config)
  const faults = validateChange(resource, prior, plan, config)
  const change = { ...plan, diagnostics: faults, ...carrying(handover) }
  if (plan.replacements.length === 0 || hasError(faults)) return change
  const costs = resource.warnReplacement?.(plan.replacements, prior) ?? []
  const gaps = handover === undefined || storesPlannedPrivate ? [] : [fragileHandover(handover)]
  return { ...change, diagnostics: [...faults, ...costs, ...gaps] }
}

/** What is wrong with a change: first the configuration, then what the change needs, then this provider's own plan. */
function validateChange(
  resource: Resource<unknown>,
  prior: ObjectValue | null,
  { planned, diagnostics: bugs, replacements }: Plan,
  config: ObjectValue,
): readonly Diagnostic[] {
  if (prior !== null && equalStates(resource.schema, planned, prior)) return bugs
  const blocking = changeFaults(resource.schema, config, prior)
  if (blocking.length > 0) return blocking
  // The second call validates the new object, as a create.
  if (replacements.length > 0) return bugs
  return [...bugs, ...(resource.checkChange?.({ config, plan: planned, prior }) ?? [])]
}

function fragileHandover({ values, from }: Handover): Diagnostic {
  const [[name, value] = ['', '']] = Object.entries(values)
  return warning(
    `The ${name} of ${JSON.stringify(from)} is not in the configuration`,
    `The ${name} of ${JSON.stringify(from)} is ${JSON.stringify(value)}, and the configuration does not say so. The object that replaces it gets the same, provided that the old one is destroyed first: with create_before_destroy = true this client cannot hand the value on.\n\nAdd ${name} = ${JSON.stringify(value)} to keep it in any case.`,
    [name],
  )
}
