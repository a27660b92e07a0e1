import type { ManagementClient } from '../management/index'

/** The name of the tenant, for messages: `tenant.eu.auth0.com`. */
export const tenantOf = ({ origin }: Pick<ManagementClient, 'origin'>): string => origin.replace(/^https:\/\//, '')
