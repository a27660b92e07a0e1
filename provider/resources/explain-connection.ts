import type { ManagementError } from '../management/index'
import type { Explanation } from './explanation'
import { networkAdvice } from './network-advice'

/** What a failed connection means. `domain` is the tenant's origin, undefined while it is not known. */
export const explainConnection = (failure: ManagementError, deed: string, domain: string | undefined): Explanation => ({
  what: `The connection to Auth0 failed, so the provider could not ${deed}: ${failure.reason}${triesOf(failure)}.`,
  advice: networkAdvice(failure.cause, domain),
})

/** What a missing answer means. */
export const explainTimeout = (failure: ManagementError, deed: string): Explanation => ({
  what: `Auth0 did not answer in time, so the provider could not ${deed}: ${failure.reason}${triesOf(failure)}.`,
  advice: 'Check the network, and https://status.auth0.com.',
})

const triesOf = ({ attempts }: ManagementError): string =>
  attempts === undefined ? '' : `, after ${attempts} attempts`
