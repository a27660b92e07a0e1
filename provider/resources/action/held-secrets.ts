import type { action } from '../../../schema/auth0/index'
import type { ConfigOf, PlanOf, StateOf } from '../../../schema/dsl/index'
import type { Diagnostic, ReviewedChange } from '../../framework/index'
import type { Action, ManagementClient } from '../../management/index'
import { secretsToSend, unmanagedSecrets } from './secrets'

const HELD = new WeakMap<ManagementClient, Map<string, readonly string[]>>()

/** Remembers, for the run that this client belongs to, which secrets an Action had when it was read. */
export function rememberSecrets(api: ManagementClient, { id, secrets = [] }: Action): void {
  const held = HELD.get(api) ?? new Map<string, readonly string[]>()
  HELD.set(api, held)
  held.set(
    id,
    secrets.map(({ name }) => name),
  )
}

/**
 * Warnings of the secrets that a planned update would delete unasked, as far as the run has read the Action; the apply refuses
 * it. Errors would also stop a destroy, which begins with a plan of the configuration.
 */
export function reviewSecrets(api: ManagementClient, change: ReviewedChange): readonly Diagnostic[] {
  const { prior, planned, config, replacements } = change
  if (prior === null || planned === null || config === null || replacements.length > 0) return []
  // Decoded with the schema that these types are read off.
  const [state, plan] = [prior as unknown as StateOf<typeof action>, planned as unknown as PlanOf<typeof action>]
  const held = HELD.get(api)?.get(state.id) ?? []
  const sent = secretsToSend(state, plan, config as unknown as ConfigOf<typeof action>)
  const unmanaged = sent === undefined ? [] : unmanagedSecrets(held, state, plan)
  return unmanaged.map((fault) => ({ ...fault, severity: 'warning' }))
}
