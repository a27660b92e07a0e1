import type { LoggedEvent } from './event-feed'
import { encodeOffset } from './sse-cursor'

/** Why a connection ends with an error, as Auth0's SDK for Node (7.1) lists it. */
export const SSE_ERROR_CODES = [
  'invalid_cursor',
  'cursor_expired',
  'timeout',
  'payload_too_large',
  'processing_error',
  'connection_timeout',
] as const

/** One of those reasons. */
export type SseErrorCode = (typeof SSE_ERROR_CODES)[number]

/** How long clients are told to wait before they come back, as in the example of the documentation. */
const RETRY_MS = 2000

/** What a connection begins with: a comment that it is there, and how to come back. */
export function openingFrames(): string {
  return `:connected\n\nretry: ${RETRY_MS}\n\n`
}

/** An event with its cursor. */
export function eventFrame({ offset, event }: LoggedEvent): string {
  const cursor = encodeOffset(offset)
  return frame(event.type, { offset: cursor, event }, cursor)
}

/** The cursor of a place that the connection has passed without an event to show, and a sign of life behind it. */
export function progressFrames(offset: number): string {
  const cursor = encodeOffset(offset)
  return `${frame('offset-only', { offset: cursor }, cursor)}: heartbeat\n\n`
}

/** The last word on a connection. It carries no id, so that a client comes back to where it was. */
export function errorFrame(code: SseErrorCode, message: string, offset: number): string {
  return frame('error', { error: { code, message, offset: encodeOffset(offset) } })
}

/** JSON holds no line breaks, so that the data is always one line. */
function frame(type: string, data: object, id?: string): string {
  return `event: ${type}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`
}
