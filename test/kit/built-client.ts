import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ManagementClientOptions } from '../../provider/management'

const BUILT = join(__dirname, '..', '..', 'dist', 'provider', 'management.js')

/** What reading a stream gave: the stream, or what the error says. */
export interface BuiltOutcome {
  readonly stream?: { readonly id: string }
  readonly error?: {
    readonly message: string
    readonly kind?: string
    readonly attempts?: number
    readonly cause?: { readonly code?: string }
  }
  /** What the client logged. */
  readonly log: readonly { readonly event: string; readonly message?: string }[]
  readonly stdout: string
  readonly stderr: string
}

/** The options that can be written as JSON. */
type PlainOptions = Omit<ManagementClientOptions, 'log' | 'now' | 'sleep' | 'random' | 'env'>

const PROGRAM = `
const { createManagementClient } = require(process.argv[1])
const log = []
const client = createManagementClient({ ...JSON.parse(process.argv[2]), log: (entry) => log.push(entry) })
const detail = ({ message, kind, attempts, cause }) => ({ message, kind, attempts, cause })
client.eventStreams.get('est_1').then((stream) => ({ stream }), (error) => ({ error: detail(error) }))
  .then(async (outcome) => { await client.close(); console.log(JSON.stringify({ ...outcome, log })) })
`

/** Reads a stream with the built client, in a process with that environment. */
export async function readWithBuiltClient(
  options: PlainOptions,
  env: Readonly<Record<string, string>> = {},
): Promise<BuiltOutcome> {
  const args = ['-e', PROGRAM, BUILT, JSON.stringify(options)]
  const { PATH = '' } = process.env
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env: { PATH, ...env } })
  return { ...JSON.parse(stdout), stdout, stderr }
}
