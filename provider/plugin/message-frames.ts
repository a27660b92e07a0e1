import { GRPC_STATUS, GrpcError } from './status'

/** One byte for whether the message is compressed, four for its length, big-endian. */
const PREFIX_BYTES = 5

/** Puts gRPC's length prefix before a message (grpc/grpc, doc/PROTOCOL-HTTP2.md, "Length-Prefixed-Message"). */
export function frameMessage(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + message.length)
  frame[0] = 0
  frame.writeUInt32BE(message.length, 1)
  frame.set(message, PREFIX_BYTES)
  return frame
}

/** Reassembles messages from chunks. */
export interface MessageSplitter {
  /** The messages that this chunk completes. Throws a GrpcError for a compressed message and for one over the limit. */
  push(chunk: Buffer): Buffer[]
  /** Throws a GrpcError when the last message was cut off. */
  end(): void
}

/** A splitter that refuses messages of more than `maxBytes` as soon as their prefix arrives. */
export function createMessageSplitter(maxBytes: number): MessageSplitter {
  let chunks: Buffer[] = []
  let available = 0
  let wanted: number | undefined

  function take(length: number): Buffer {
    const all = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, available)
    chunks = all.length > length ? [all.subarray(length)] : []
    available -= length
    return all.subarray(0, length)
  }

  function next(): Buffer | undefined {
    if (wanted === undefined && available >= PREFIX_BYTES) wanted = messageLength(take(PREFIX_BYTES), maxBytes)
    if (wanted === undefined || available < wanted) return undefined
    const message = take(wanted)
    wanted = undefined
    return message
  }

  return {
    push(chunk) {
      chunks.push(chunk)
      available += chunk.length
      const messages: Buffer[] = []
      for (let message = next(); message; message = next()) messages.push(message)
      return messages
    },
    end() {
      if (available > 0 || wanted !== undefined)
        throw new GrpcError(GRPC_STATUS.internal, 'the last message was cut off')
    },
  }
}

function messageLength(prefix: Buffer, maxBytes: number): number {
  if (prefix[0] !== 0)
    throw new GrpcError(GRPC_STATUS.internal, 'a message is compressed, but no grpc-encoding was agreed on')
  const length = prefix.readUInt32BE(1)
  if (length > maxBytes) {
    throw new GrpcError(
      GRPC_STATUS.resourceExhausted,
      `a message of ${length} bytes is over the limit of ${maxBytes} bytes`,
    )
  }
  return length
}
