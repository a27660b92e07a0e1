import { writeSync } from 'node:fs'

const STDERR = 2

/** How often a write to a full pipe is retried, a millisecond apart, before the rest is dropped: a log must not stop an apply. */
const MAX_ATTEMPTS = 1000

const sleeper = new Int32Array(new SharedArrayBuffer(4))

/** Writes the whole text to stderr synchronously, so that output just before an exit is not lost. */
export function writeStderr(text: string): void {
  let rest: Uint8Array = Buffer.from(text)
  for (let attempts = 0; rest.length > 0 && attempts < MAX_ATTEMPTS; attempts += 1) {
    const written = writeSome(rest)
    if (written === undefined) return
    rest = rest.subarray(written)
    if (written === 0) Atomics.wait(sleeper, 0, 0, 1)
  }
}

/** Bytes written: 0 when the pipe is full (EAGAIN), undefined when its reader has closed it. */
function writeSome(bytes: Uint8Array): number | undefined {
  try {
    return writeSync(STDERR, bytes)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EAGAIN' ? 0 : undefined
  }
}
