import { type Diagnostic, warning } from '../framework/index'
import type { Environment } from './settings'

const SWITCH = 'NODE_TLS_REJECT_UNAUTHORIZED'

/** A warning when the environment asks for certificates to go unchecked, which it does not get. */
export function certificateWarnings(env: Environment): readonly Diagnostic[] {
  if (env[SWITCH] !== '0') return []
  const detail = `${SWITCH}=0 is set in the environment, which disables certificate checks in Node.js programs. The provider still checks certificates, because its requests carry the credentials of the tenant.\n\nRemove the variable. If a proxy of your company signs the certificates, set NODE_EXTRA_CA_CERTS to the file of its CA certificate.`
  return [warning('Certificates are checked', detail)]
}
