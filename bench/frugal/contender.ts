import type { Emulator } from '../../emulator/index'

/** What everybody is asked to do, in this order. */
export const OPERATIONS = ['apply', 'no-change plan', 'one-stream change', 'destroy'] as const

/** One of them. */
export type Operation = (typeof OPERATIONS)[number]

/** Does one operation, with a folder for temporary files. Rejects when it has not done it. */
export type Work = (operation: Operation, temporaryFolder: string) => Promise<void>

/** A program that keeps event streams as they are declared. */
export interface Contender {
  readonly name: string
  /** What computes on its behalf. */
  readonly program: string
  /** Whether it insists on TLS. */
  readonly tls: boolean
  /** Makes it ready to work on a tenant, with that many streams. */
  open(tenant: Emulator, streamCount: number): Work
}
