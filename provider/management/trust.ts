import { promises as files } from 'node:fs'
import tls, { createSecureContext, type SecureContext } from 'node:tls'
import type { ManagementLog } from './log'

/** Which server is to be trusted, and where further certificates are named. */
export interface TrustOptions {
  readonly origin: string
  readonly extraCaCertificatesFile?: string | undefined
  readonly env: Record<string, string | undefined>
  readonly log?: ManagementLog | undefined
}

/**
 * Whom Node trusts, and beside them the certificates of the file and, with NODE_USE_SYSTEM_CA, those of the system; read once.
 * Undefined when Node's default is all there is: that costs nothing here.
 */
export async function trustOf(options: TrustOptions): Promise<SecureContext | undefined> {
  if (options.origin.startsWith('http:')) return undefined
  const further = [...systemCertificates(options), ...(await certificatesOfFile(options))]
  if (further.length === 0) return undefined
  try {
    return trustingAlso(further)
  } catch (error) {
    return ignoring(options, `the extra CA certificates of "${options.extraCaCertificatesFile}"`, error)
  }
}

/**
 * Node's default trust and these certificates. The option `ca` would take the place of the default: its 144 roots would have to be
 * listed, and be parsed a second time, 16 ms with Node 20.
 */
function trustingAlso(certificates: readonly string[]): SecureContext {
  const secureContext = createSecureContext()
  const native: { addCACert?(pem: string): void } = secureContext.context
  if (native.addCACert === undefined)
    return createSecureContext({ ca: [...certificatesOf('default'), ...certificates] })
  for (const pem of certificates) native.addCACert(pem)
  return secureContext
}

// Node has a function for it since 22.15, and reads the variable itself since 22.19. Before, only its own roots can be listed.
function certificatesOf(kind: 'default' | 'system'): readonly string[] {
  const list = (tls as { getCACertificates?: (type: string) => string[] }).getCACertificates
  return list?.(kind) ?? (kind === 'default' ? tls.rootCertificates : [])
}

function systemCertificates({ env, log }: TrustOptions): readonly string[] {
  if (env['NODE_USE_SYSTEM_CA'] !== '1') return []
  const found = certificatesOf('system')
  const message = `Node.js ${process.versions.node} finds no CA certificates of the system, which --use-system-ca or NODE_USE_SYSTEM_CA asks for (22.15 or later can); NODE_EXTRA_CA_CERTS can name a file of them`
  if (found.length === 0) log?.({ event: 'warning', message })
  return found
}

async function certificatesOfFile(options: TrustOptions): Promise<readonly string[]> {
  const { extraCaCertificatesFile: file } = options
  if (file === undefined || file === '') return []
  try {
    return [await files.readFile(file, 'utf8')]
  } catch (error) {
    ignoring(options, `the extra CA certificates of "${file}"`, error)
    return []
  }
}

function ignoring({ log }: TrustOptions, what: string, error: unknown): undefined {
  const reason = error instanceof Error ? error.message : 'unknown failure'
  log?.({ event: 'warning', message: `ignoring ${what}: ${reason}` })
}
