import type { Dispatcher } from 'undici'
import type { StreamedResponse } from './exchange'

/** How many chunks wait for a slow reader before the sender is asked to pause. */
const MOST_WAITING = 16

/** What is known of a connection's body so far, and how to wait for more. */
type Body = {
  readonly chunks: Uint8Array[]
  isOver: boolean
  error?: Error
  wake: () => void
  resume: () => void
}

/** One request whose response is read while it comes in. Rejects with what undici throws, or with the signal's reason. */
export function openResponse(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal,
): Promise<StreamedResponse> {
  const body: Body = { chunks: [], isOver: false, wake: () => {}, resume: () => {} }
  return new Promise((resolve, reject) => {
    function fail(error: Error) {
      end(body, error)
      reject(error)
    }
    dispatcher.dispatch(options, {
      onRequestStart(controller) {
        function abort() {
          return controller.abort(signal.reason)
        }
        if (signal.aborted) return abort()
        signal.addEventListener('abort', abort, { once: true })
      },
      onResponseStart(controller, status, headers) {
        body.resume = () => controller.resume()
        function stop() {
          return controller.abort(new Error('the reader has stopped'))
        }
        resolve({ status, headers: firstValues(headers), body: readBody(body, stop) })
      },
      onResponseData(controller, chunk) {
        body.chunks.push(chunk)
        if (body.chunks.length >= MOST_WAITING) controller.pause()
        body.wake()
      },
      onResponseEnd: () => end(body),
      onResponseError: (_, error) => fail(signal.aborted ? signal.reason : error),
    })
  })
}

function end(body: Body, error?: Error): void {
  if (body.isOver) return
  body.isOver = true
  if (error !== undefined) body.error = error
  body.wake()
}

async function* readBody(body: Body, stop: () => void): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for (;;) {
      const chunk = body.chunks.shift()
      if (chunk !== undefined) yield chunk
      else if (body.error !== undefined) throw body.error
      else if (body.isOver) return
      else await more(body)
    }
  } finally {
    if (!body.isOver) stop()
  }
}

function more(body: Body): Promise<void> {
  return new Promise((resolve) => {
    body.wake = resolve
    body.resume()
  })
}

function firstValues(headers: Record<string, string | readonly string[] | undefined>): StreamedResponse['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
}
