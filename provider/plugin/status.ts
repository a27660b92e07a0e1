/** Status codes of gRPC that this server sends (grpc/grpc, doc/statuscodes.md). */
export const GRPC_STATUS = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
} as const

/** Ends a call with a status other than OK. Its message is sent to the caller unchanged. */
export class GrpcError extends Error {
  override readonly name = 'GrpcError'
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** The trailers that end a call (grpc/grpc, doc/PROTOCOL-HTTP2.md, "Status"). */
export function statusTrailers(code: number, message = ''): Record<string, string> {
  return message === ''
    ? { 'grpc-status': String(code) }
    : { 'grpc-status': String(code), 'grpc-message': encodeStatusMessage(message) }
}

/** Percent-encodes every byte of the UTF-8 text that is not printable ASCII, and the percent sign. */
export function encodeStatusMessage(message: string): string {
  return message.replace(/[^\x20-\x24\x26-\x7e]+/g, (part) =>
    Array.from(Buffer.from(part), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )
}

/** Undoes `encodeStatusMessage`; a percent sign that does not begin an escape is left unchanged, as the protocol requires. */
export function decodeStatusMessage(encoded: string): string {
  const bytes: Buffer[] = []
  for (const [part] of encoded.matchAll(/%[0-9a-f]{2}|%|[^%]+/gi)) {
    bytes.push(part.length === 3 && part.startsWith('%') ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))
  }
  return Buffer.concat(bytes).toString()
}
