import type { Diagnostic, ObjectValue, Subject } from '../../../provider/framework/index'
import type { ManagementErrorDetails } from '../../../provider/management/index'
import { eventStreamExplanations } from '../../../provider/resources/event-stream/explain'
import { createExplain } from '../../../provider/resources/explain-error'
import { failure, subject, TERRAFORM } from './fixtures'

/** What is said of something thrown, when nothing was said before. */
export const explainError = (thrown: unknown, about: Subject): Diagnostic | undefined =>
  createExplain({ resources: [eventStreamExplanations] })(thrown, about, TERRAFORM)

/** What is said of a failed call of an operation. */
export const explained = (
  details: Partial<ManagementErrorDetails>,
  operation: Subject['operation'] = 'create',
  values: ObjectValue = { name: 'users' },
): Diagnostic | undefined => explainError(failure(details), subject(operation, values))

/** The detail of that. */
export const detailOf = (...given: Parameters<typeof explained>): string => explained(...given)?.detail ?? ''

/** A refusal by Auth0. */
export const http = (status: number, rest: Partial<ManagementErrorDetails> = {}) => ({
  kind: 'http' as const,
  status,
  fromAuth0: true as const,
  ...rest,
})
