import type { ProviderFunction } from '../../framework/index'
import { eventPatternFunction } from './event-pattern-function'
import { eventTypesFunction } from './event-types-function'
import { parsePartnerEventSourceFunction } from './partner-event-source-function'

/** The functions about event streams. */
export const eventStreamFunctions: readonly ProviderFunction[] = [
  eventPatternFunction,
  eventTypesFunction,
  parsePartnerEventSourceFunction,
]
