/** One message of a stream of Server-Sent Events. */
export interface SseMessage {
  /** `message` when the sender gave none. */
  readonly event: string
  readonly data: string
  /** What a client comes back with; of an earlier message when this one has none. */
  readonly id?: string
}

/** What a reader has learned besides messages. */
export interface SseReader {
  /** Takes what has arrived and gives the messages that are whole. */
  read(chunk: Uint8Array): SseMessage[]
  /** How long the sender asks to wait before coming back, in milliseconds. */
  readonly retryMs: number | undefined
}

/** A reader of a stream of Server-Sent Events (HTML standard, section 9.2.6). */
export function createSseReader(): SseReader {
  const decoder = new TextDecoder()
  let rest = ''
  let retryMs: number | undefined
  let id: string | undefined
  let fields = { event: '', data: [] as string[] }
  function take(line: string): SseMessage | undefined {
    if (line === '') {
      const { event, data } = fields
      fields = { event: '', data: [] }
      if (data.length === 0) return undefined
      return { event: event || 'message', data: data.join('\n'), ...(id !== undefined && { id }) }
    }
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'event') fields.event = value
    else if (name === 'data') fields.data.push(value)
    else if (name === 'id' && !value.includes('\0')) id = value
    else if (name === 'retry' && /^\d+$/.test(value)) retryMs = Number(value)
    return undefined
  }
  return {
    get retryMs() {
      return retryMs
    },
    read(chunk) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      return lines.flatMap((line) => take(line) ?? [])
    },
  }
}
