import type { Schema } from '../../schema/dsl/index'
import type { Client } from './client'
import type { Diagnostic } from './diagnostic'
import { nameOf } from './handover'
import type { ObjectValue } from './object-value'
import type { ShownInRun } from './provider'

/** A planned change with its diagnostics. */
interface WarnedChange {
  readonly schema: Schema
  /** Null for a destruction. */
  readonly config: ObjectValue | null
  readonly diagnostics: readonly Diagnostic[]
  /** Whether this process has begun to apply changes. */
  readonly isApplying: boolean
}

/**
 * The diagnostics without the warnings that the plan of the same run gave. Terraform plans each change again when it applies it,
 * in another process, and shows the warnings of both. Of destructions it plans only those of deposed objects again, such as the
 * predecessor of one that was created first; and what is said when a destroy begins with a normal plan is not shown at all.
 * Source: hashicorp/terraform, internal/terraform: context_plan.go (destroyPlan), node_resource_apply_instance.go,
 * node_resource_destroy_deposed.go.
 */
export function withoutRepeated(
  shown: ShownInRun | undefined,
  client: () => Client,
  { schema, config, diagnostics, isApplying }: WarnedChange,
): readonly Diagnostic[] {
  const isQuiet = diagnostics.every(({ severity }) => severity !== 'warning')
  if (isQuiet || shown === undefined || !plansAgainToApply(client())) return diagnostics
  if (config === null) return diagnostics.filter(({ severity }) => severity !== 'warning' || !isApplying)
  const name = nameOf(schema, config) ?? null
  function textOf(warning: Diagnostic) {
    return JSON.stringify([schema.type, name, warning])
  }
  const left = diagnostics.filter((one) => one.severity !== 'warning' || !shown.wasShown(textOf(one)))
  for (const one of left) if (one.severity === 'warning') shown.markShown(textOf(one))
  return left
}

function plansAgainToApply({ program }: Client): boolean {
  return program === 'terraform' || program === 'tofu'
}
