/** AWS account and region of Auth0's partner event source. */
export const AWS = { accountId: '123456789012', region: 'us-east-1' } as const

/** The host of the CRM, the only host that webhooks of this app may have. */
export const CRM_HOST = 'crm.example.com'
