import type { Diagnostic, ObjectValue, Subject } from '../../../provider/framework/index'
import type { ManagementErrorDetails } from '../../../provider/management/index'
import { eventStreamExplanations } from '../../../provider/resources/event-stream/explain'
import { createExplain } from '../../../provider/resources/explain-error'
import { failure, subject, TERRAFORM } from './fixtures'

/** What is said of something thrown, when nothing was said before. */
export function explainError(thrown: unknown, about: Subject): Diagnostic | undefined {
  return createExplain({ resources: [eventStreamExplanations] })(thrown, about, TERRAFORM)
}

/** What is said of a failed call of an operation. */
export function explained(
  details: Partial<ManagementErrorDetails>,
  operation: Subject['operation'] = 'create',
  values: ObjectValue = { name: 'users' },
): Diagnostic | undefined {
  return explainError(failure(details), subject(operation, values))
}

/** The detail of that. */
export function detailOf(...given: Parameters<typeof explained>): string {
  return explained(...given)?.detail ?? ''
}

/** A refusal by Auth0. */
export function http(status: number, rest: Partial<ManagementErrorDetails> = {}) {
  return {
    kind: 'http' as const,
    status,
    fromAuth0: true as const,
    ...rest,
  }
}
