import { runLoad } from '../test/emulator/delivery/load'
import { formatTable } from './table'

/** The local tenant under the load of 1,000 events a second for 30 seconds, delivered to a handler by HTTP. */
export async function benchLoad(): Promise<string> {
  const { published, delivered, repeated, failed, drainMs, heapMb, get, cpuPercent } = await runLoad()
  return formatTable(
    ['Deliveries of the local tenant', '1,000 events/s, 20 streams, 30 s'],
    [
      ['published, delivered, repeated, failed', [published, delivered, repeated, failed].join(', ')],
      ['last delivery after the last event, ms', String(drainMs)],
      ['heap every 5 s, MB', heapMb.join(', ')],
      ['CPU of the tenant, % of one core', String(cpuPercent)],
      ['GET /event-streams/{id} meanwhile: p50, p99, max ms', [get.p50Ms, get.p99Ms, get.maxMs].join(', ')],
    ],
  )
}
