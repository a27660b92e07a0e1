import type { Schema } from '../../schema/dsl/index'
import { type Diagnostic, hasError, providerBug } from './diagnostic'
import { containsUnknown } from './equality'
import { fromPrivate, type HandoverMemory } from './handover'
import { keepPlanned } from './keep-planned'
import { blocksIn, isObject, type ObjectValue, toBlocks } from './object-value'
import type { Done, Operations } from './operations'
import { checkAppliedState } from './plan-consistency'
import type { Subject } from './provider'
import type { Outcome, Resource } from './resource'
import { changeFaults } from './structure'
import { isSameObject } from './timeouts'

/** A state, or null when there is none, with its diagnostics. */
export interface NewState {
  readonly state: ObjectValue | null
  readonly diagnostics: readonly Diagnostic[]
}

/** What Terraform asks for: from the prior state to the planned one, either of which may be null. */
export interface ApplyRequest {
  readonly prior: ObjectValue | null
  readonly planned: ObjectValue | null
  readonly config: ObjectValue | null
  /** Private data of the plan. */
  readonly plannedPrivate?: Uint8Array
}

/** Creates, updates or deletes. What exists is in the state that this gives, even when something failed afterwards. */
export async function applyResourceChange(
  operations: Operations,
  resource: Resource<unknown>,
  { prior, planned, config, plannedPrivate }: ApplyRequest,
  memory: HandoverMemory,
): Promise<NewState> {
  const { schema } = resource
  if (planned === null) {
    memory.remember(schema, fromPrivate(plannedPrivate))
    return destroy(operations, resource, prior)
  }
  // Only timeouts change, of which the API knows nothing.
  if (prior !== null && isSameObject(schema, planned, prior)) return { state: planned, diagnostics: [] }
  const change = { config: config ?? planned, plan: planned }
  // Terraform validates a change with its plan. Other clients may apply one that was never planned.
  const faults = [
    ...changeFaults(schema, change.config, prior),
    ...(resource.checkChange?.({ ...change, prior }) ?? []),
  ].filter(({ severity }) => severity === 'error')
  if (faults.length > 0) return { state: prior, diagnostics: faults }
  if (prior === null) {
    memory.forget(schema, planned)
    const subject: Subject = { operation: 'create', schema, values: planned, config: change.config }
    return settle(
      subject,
      planned,
      await operations.write(subject, (context) => resource.create(change, context)),
      null,
    )
  }
  const subject: Subject = { operation: 'update', schema, values: prior, wanted: planned, config: change.config }
  const done = await operations.write(subject, (context) => resource.update({ ...change, prior }, context))
  return settle(subject, planned, done, prior)
}

async function destroy(
  operations: Operations,
  resource: Resource<unknown>,
  prior: ObjectValue | null,
): Promise<NewState> {
  if (prior === null) return { state: null, diagnostics: [] }
  const subject: Subject = { operation: 'delete', schema: resource.schema, values: prior }
  const done = await operations.write(subject, (context) => resource.delete({ state: prior }, context))
  return 'failure' in done
    ? { state: done.remainingState ?? prior, diagnostics: [done.failure] }
    : { state: null, diagnostics: [] }
}

/** The state after a write; `otherwise` is what is true when the write failed. */
function settle(
  subject: Subject,
  planned: ObjectValue,
  done: Done<Outcome<ObjectValue>>,
  otherwise: ObjectValue | null,
): NewState {
  if ('failure' in done) return { state: done.remainingState ?? otherwise, diagnostics: [done.failure] }
  const { state, diagnostics = [] } = done.result
  if (state === null) return { state: otherwise, diagnostics: [...diagnostics, ...missingState(subject, diagnostics)] }
  // Terraform compares nothing with the plan once there is an error, and the state is to say how far the write came.
  if (hasError(diagnostics)) return { state: withoutUnknown(subject.schema, state), diagnostics }
  const kept = keepPlanned(subject.schema, planned, state)
  const broken = checkAppliedState(subject.schema, planned, kept.state)
  return {
    state: withoutUnknown(subject.schema, kept.state),
    diagnostics: [...diagnostics, ...kept.diagnostics, ...broken],
  }
}

function missingState({ operation, schema }: Subject, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return hasError(diagnostics)
    ? []
    : [providerBug(`The provider gave no state after the ${operation} of ${schema.type}`)]
}

/** A state that Terraform can store, if the provider broke that rule: what is unknown becomes null, so that nothing else is lost. */
function withoutUnknown({ body }: Pick<Schema, 'body'>, state: ObjectValue): ObjectValue {
  return Object.fromEntries(
    Object.entries(body).map(([name, member]) => {
      const value = state[name] ?? null
      if (member.kind === 'attr') return [name, containsUnknown(value) ? null : value]
      const known = blocksIn(member, value).filter((element) => isObject(element))
      return [
        name,
        toBlocks(
          member,
          known.map((element) => withoutUnknown(member, element)),
        ),
      ]
    }),
  )
}
