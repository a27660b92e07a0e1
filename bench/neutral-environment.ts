import type { Variables } from './provider-start'

/** Every variable that the provider or Node would read, so that a measurement does not depend on who makes it. */
export const NEUTRAL: Variables = {
  AUTH0_API_TOKEN: undefined,
  AUTH0_AUDIENCE: undefined,
  AUTH0_CLI_LOGIN: undefined,
  AUTH0_DEBUG: undefined,
  HTTP_PROXY: undefined,
  HTTPS_PROXY: undefined,
  NODE_EXTRA_CA_CERTS: undefined,
  NODE_OPTIONS: undefined,
  TF_CLI_ARGS: undefined,
  TF_DATA_DIR: undefined,
  TF_LOG: undefined,
  TF_LOG_PROVIDER: undefined,
  TF_REATTACH_PROVIDERS: undefined,
  TF_WORKSPACE: undefined,
  CHECKPOINT_DISABLE: '1',
}
