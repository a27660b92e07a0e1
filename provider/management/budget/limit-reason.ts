/** What holds a request back: the tenant's limit, the user's own maximum, or the wait that Auth0 asked for. */
export type LimitReason = 'limit' | 'maximum' | 'asked'
