import { once } from 'node:events'
import { constants, type ServerHttp2Stream } from 'node:http2'
import { frameMessage } from './message-frames'
import { GRPC_STATUS, type GrpcError, statusTrailers } from './status'

const HEADERS = {
  ':status': 200,
  'content-type': 'application/grpc+proto',
  'grpc-accept-encoding': 'identity',
} as const

/** The response to one call. Once the call has ended, anything further is dropped. */
export interface CallResponse {
  /** Whether the status has been sent. */
  readonly isDone: boolean
  /** Sends the headers at once, so that the caller of a stream knows that it is open. */
  open(): void
  /** Sends one message; resolves when the connection has room for more. */
  send(message: Uint8Array): Promise<void>
  /** Ends the call with status OK. */
  end(): void
  /** Ends the call with another status. */
  fail(error: GrpcError): void
}

/** The response that an HTTP/2 stream carries. */
export function createCallResponse(stream: ServerHttp2Stream): CallResponse {
  let isDone = false

  function open(): void {
    if (stream.headersSent) return
    stream.respond(HEADERS, { waitForTrailers: true })
  }

  function finish(trailers: Record<string, string>): void {
    if (stream.headersSent) {
      stream.once('wantTrailers', () => stream.sendTrailers(trailers))
      stream.end()
    } else {
      stream.respond({ ...HEADERS, ...trailers }, { endStream: true })
    }
    if (!stream.readableEnded) discardRequest(stream)
  }

  function isOver() {
    return isDone || stream.destroyed || stream.closed
  }

  return {
    get isDone() {
      return isDone
    },
    open() {
      if (!isOver()) open()
    },
    async send(message) {
      if (isOver()) return
      open()
      if (!stream.write(frameMessage(message))) await Promise.race([once(stream, 'drain'), once(stream, 'close')])
    },
    end() {
      if (isOver()) return
      open()
      finish(statusTrailers(GRPC_STATUS.ok))
      isDone = true
    },
    fail(error) {
      if (isOver()) return
      finish(statusTrailers(error.code, error.message))
      isDone = true
    },
  }
}

/** Asks a caller that is still sending to stop (RFC 9113 §8.1), and drops what is in flight. */
function discardRequest(stream: ServerHttp2Stream): void {
  stream.resume()
  // A turn later: Node 22 would send the reset before the response, which then never arrives.
  setImmediate(() => {
    if (!stream.readableEnded) stream.close(constants.NGHTTP2_NO_ERROR)
  })
}
