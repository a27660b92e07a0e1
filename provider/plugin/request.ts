import type { ServerHttp2Stream } from 'node:http2'
import { createMessageSplitter, type MessageSplitter } from './message-frames'
import { GRPC_STATUS, GrpcError } from './status'

/** The only message of a call. Rejects with a GrpcError when there is none, more than one, or one over the limit. */
export function readMessage(stream: ServerHttp2Stream, maxBytes: number): Promise<Buffer> {
  const splitter = createMessageSplitter(maxBytes)
  const messages: Buffer[] = []
  return new Promise((resolve, reject) => {
    let hasFailed = false
    const fail = (error: unknown) => {
      hasFailed = true
      reject(error)
    }
    stream.on('data', (chunk: Buffer) => {
      // What comes after a fault is dropped, and not gathered.
      if (!hasFailed) attempt(() => messages.push(...splitter.push(chunk)), fail)
    })
    stream.on('end', () => attempt(() => resolve(onlyMessage(splitter, messages)), reject))
    stream.on('close', () => {
      // The error of a call that was read to its end would be lost, at the cost of its stack.
      if (!stream.readableEnded) reject(new GrpcError(GRPC_STATUS.cancelled, 'the caller cancelled the call'))
    })
  })
}

function onlyMessage(splitter: MessageSplitter, messages: readonly Buffer[]): Buffer {
  splitter.end()
  const [message] = messages
  if (message && messages.length === 1) return message
  throw new GrpcError(GRPC_STATUS.unimplemented, `the method takes one message, but ${messages.length} came`)
}

function attempt(action: () => void, reject: (error: unknown) => void): void {
  try {
    action()
  } catch (error) {
    reject(error)
  }
}

/** Drops what is left of a request; resolves when its last byte has come, or nothing comes any more. */
export function dropRest(stream: ServerHttp2Stream): Promise<void> {
  if (stream.readableEnded || stream.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    for (const event of ['end', 'close']) stream.once(event, () => resolve())
    stream.resume()
  })
}

/** The messages of a streaming call, as they come; the caller is slowed down while nobody asks for the next one. */
export async function* readMessages(stream: ServerHttp2Stream, maxBytes: number): AsyncGenerator<Buffer> {
  const splitter = createMessageSplitter(maxBytes)
  // A handler that has read enough must still be able to answer on the same stream.
  const chunks = stream.iterator({ destroyOnReturn: false })
  for await (const chunk of chunks) yield* splitter.push(chunk as Buffer)
  splitter.end()
}
