/** SIGN protocol 6 messages <-> framework values. Pure conversion; knows no socket, no Auth0. */
export { failureResponse } from './failure-response'
export { ProviderDefinition } from './generated/tfplugin6'
export { encodeIdentitySchemas } from './identity-schema'
export { createProviderHandlers } from './provider-handlers'
export { encodeProviderSchema } from './provider-schema'
