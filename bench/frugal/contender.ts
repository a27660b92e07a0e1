import type { Emulator } from '../../emulator/index'

/** The operations, in order. */
export const OPERATIONS = ['apply', 'no-change plan', 'one-stream change', 'destroy'] as const

/** One of them. */
export type Operation = (typeof OPERATIONS)[number]

/** Runs one operation, with a folder for temporary files. Rejects when it fails. */
export type Work = (operation: Operation, temporaryFolder: string) => Promise<void>

/** A program that manages declared event streams. */
export interface Contender {
  readonly name: string
  /** The programs that run for it. */
  readonly program: string
  /** Whether it requires TLS. */
  readonly tls: boolean
  /** Prepares it for a tenant and a number of streams. */
  open(tenant: Emulator, streamCount: number): Work
}
