/** Milliseconds per unit of the `grpc-timeout` header. */
const UNIT_MS = { H: 3_600_000, M: 60_000, S: 1000, m: 1, u: 1e-3, n: 1e-6 } as const

/**
 * Milliseconds that a caller gives a call, from its `grpc-timeout` header: at most eight digits and a unit (grpc/grpc,
 * doc/PROTOCOL-HTTP2.md). Rounded up, so that a positive time never becomes 0. Undefined, meaning no deadline, when the header is
 * absent or malformed.
 */
export function parseTimeout(header: string | undefined): number | undefined {
  const match = /^(\d{1,8})([HMSmun])$/.exec(header ?? '')
  return match ? Math.ceil(Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS]) : undefined
}
