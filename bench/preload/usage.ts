import { appendFileSync, readFileSync } from 'node:fs'

// Runs inside the provider: at its end, adds to a file the memory it had at most (Linux: VmHWM) and the time it computed.
process.once('exit', () => {
  const file = process.env['BENCH_USAGE_FILE']
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  const { user, system } = process.cpuUsage()
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ peakKiB: Number(peak), cpuUs: user + system })}\n`)
})
