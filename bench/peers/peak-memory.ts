import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Often enough to see a process before it ends: the last look is at most this old. */
const LOOK_MS = 20

const BYTES_PER_KIB = 1024

/** Watches the providers that Terraform starts in a folder; `stop` gives the most bytes that one of them had resident. Linux only. */
export function watchPeakMemory(folder: string): { stop(): number } {
  let peakBytes = 0
  const timer = setInterval(() => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      peakBytes = Math.max(peakBytes, peakOf(pid, folder))
  }, LOOK_MS)
  return {
    stop() {
      clearInterval(timer)
      return peakBytes
    },
  }
}

/** The most bytes that a process had resident so far. Throws when it has ended. Linux only. */
export function peakBytesOf(pid: string): number {
  const kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]
  return Number(kib ?? 0) * BYTES_PER_KIB
}

function peakOf(pid: string, folder: string): number {
  try {
    if (readlinkSync(`/proc/${pid}/cwd`) !== folder) return 0
    if (!readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('terraform-provider-')) return 0
    return peakBytesOf(pid)
  } catch {
    // It has ended.
    return 0
  }
}
