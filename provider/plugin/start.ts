// provider/plugin: a process that Terraform can start (handshake, certificate, gRPC, logging). It knows sockets; it knows no resource.
import { existsSync, writeSync } from 'node:fs'
import { createCertificate } from './certificate'
import { handshakeLine, isStartedByTerraform, type PluginAddress, readHandshakeTerms } from './handshake'
import { listen } from './listen'
import type { PluginOptions } from './plugin-options'
import { handleSignals } from './signals'

const STDOUT = 1
const STDERR = 2

/**
 * Starts the plugin: performs the handshake with Terraform, or with `--debug` prints how to attach Terraform to this process.
 * Everything that the handshake does not need is loaded after it. When it cannot start, prints one sentence and exits with 1: on stdout
 * for Terraform, which shows it, on stderr for a person.
 */
export async function startPlugin(options: PluginOptions): Promise<void> {
  const forDebugging = process.argv.includes('--debug')
  const byTerraform = !forDebugging && isStartedByTerraform(process.env)
  try {
    await (forDebugging ? startForDebugging(options) : startForTerraform(options))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    writeSync(byTerraform ? STDOUT : STDERR, byTerraform ? inOneLine(options.program, message) : `${message}\n`)
    process.exit(1)
  }
}

/**
 * Terraform hides stderr, and shows the first line of stdout when it is not a handshake (hashicorp/go-plugin, client.go:
 * "Unrecognized remote plugin message"). It must not contain a bar, which separates the parts of a handshake line.
 */
function inOneLine(program: string, message: string): string {
  return `${program} cannot start: ${message.replaceAll(/\s+/g, ' ').replaceAll('|', '/')}\n`
}

async function startForTerraform(options: PluginOptions): Promise<void> {
  const { clientCertificatePem } = readHandshakeTerms(process.env, options.program)
  requireFiles(options)
  handleSignals({ ignoreInterrupt: true })
  const listener = await listen(process.env, networkOf(options))
  const certificate = clientCertificatePem === undefined ? undefined : createCertificate(new Date())
  writeSync(STDOUT, handshakeLine(listener.address, certificate?.der))
  const { serve } = await import('./serve')
  const tls = certificate && clientCertificatePem ? { certificate, clientCertificatePem } : undefined
  serve({ ...options, listener, tls, endsWithTerraform: true })
}

async function startForDebugging(options: PluginOptions): Promise<void> {
  handleSignals({ ignoreInterrupt: false })
  const listener = await listen(process.env, networkOf(options))
  const [{ serve }, { reattachInstructions }] = await Promise.all([import('./serve'), import('./reattach')])
  writeSync(STDOUT, reattachInstructions(options.address, process.pid, listener.address))
  serve({ ...options, listener, tls: undefined, endsWithTerraform: false })
}

function requireFiles({ files }: PluginOptions): void {
  if (files === undefined || existsSync(files)) return
  throw new Error(
    `its folder ${files} is missing. Reinstall the provider, and copy it together with the files beside it.`,
  )
}

function networkOf(options: PluginOptions): PluginAddress['network'] {
  return options.network ?? (process.platform === 'win32' ? 'tcp' : 'unix')
}
