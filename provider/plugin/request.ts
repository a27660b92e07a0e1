import type { ServerHttp2Stream } from 'node:http2'
import { createMessageSplitter, type MessageSplitter } from './message-frames'
import { GRPC_STATUS, GrpcError } from './status'

/** The only message of a call. Rejects with a GrpcError when there is none, more than one, or one over the limit. */
export function readMessage(stream: ServerHttp2Stream, maxBytes: number): Promise<Buffer> {
  const splitter = createMessageSplitter(maxBytes)
  const messages: Buffer[] = []
  return new Promise((resolve, reject) => {
    let hasFailed = false
    function fail(error: unknown) {
      hasFailed = true
      reject(error)
    }
    stream.on('data', (chunk: Buffer) => {
      // Data after an error is dropped.
      if (!hasFailed) attempt(() => messages.push(...splitter.push(chunk)), fail)
    })
    stream.on('end', () => attempt(() => resolve(onlyMessage(splitter, messages)), reject))
    stream.on('close', () => {
      // After a complete request the promise is settled; creating an error would only cost its stack trace.
      if (!stream.readableEnded) reject(new GrpcError(GRPC_STATUS.cancelled, 'the caller cancelled the call'))
    })
  })
}

function onlyMessage(splitter: MessageSplitter, messages: readonly Buffer[]): Buffer {
  splitter.end()
  const [message] = messages
  if (message && messages.length === 1) return message
  throw new GrpcError(GRPC_STATUS.unimplemented, `the method takes one message, but received ${messages.length}`)
}

function attempt(action: () => void, reject: (error: unknown) => void): void {
  try {
    action()
  } catch (error) {
    reject(error)
  }
}

/** Discards the rest of a request; resolves when it has ended or the stream has closed. */
export function dropRest(stream: ServerHttp2Stream): Promise<void> {
  if (stream.readableEnded || stream.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    for (const event of ['end', 'close']) stream.once(event, () => resolve())
    stream.resume()
  })
}

/** The messages of a streaming call as they arrive, with back-pressure on the caller. */
export async function* readMessages(stream: ServerHttp2Stream, maxBytes: number): AsyncGenerator<Buffer> {
  const splitter = createMessageSplitter(maxBytes)
  // A handler that stops reading must still be able to respond on the same stream.
  const chunks = stream.iterator({ destroyOnReturn: false })
  for await (const chunk of chunks) yield* splitter.push(chunk as Buffer)
  splitter.end()
}
