import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, type Fault, startEmulator } from '../../emulator/index'
import { apply, destroy, type Workspace } from '../terraform'
import type { PeersContext } from './measures'
import { openWorkspace, type Peer, writeStreams } from './peer'

type Operation = 'create' | 'update' | 'delete' | 'refresh'

interface SingleFault {
  readonly name: string
  readonly during: Operation
  readonly fault: Fault
}

const CREATE = { method: 'POST', path: '/api/v2/event-streams' }
const UPDATE = { method: 'PATCH', path: '/api/v2/event-streams/' }
const DELETE = { method: 'DELETE', path: '/api/v2/event-streams/' }
const READ = { method: 'GET', path: '/api/v2/event-streams' }
const GATEWAY_PAGE = { status: 404, body: '<html><body>404 Not Found</body></html>', contentType: 'text/html' }

/** One thing that goes wrong once, in one of the operations. */
export const SINGLE_FAULTS: readonly SingleFault[] = [
  { name: 'create: 429', during: 'create', fault: { match: CREATE, status: 429 } },
  { name: 'create: 500, not applied', during: 'create', fault: { match: CREATE, status: 500 } },
  { name: 'create: 503, not applied', during: 'create', fault: { match: CREATE, status: 503 } },
  { name: 'create: 500, though applied', during: 'create', fault: { match: CREATE, status: 500, applied: true } },
  { name: 'create: 503, though applied', during: 'create', fault: { match: CREATE, status: 503, applied: true } },
  { name: 'create: reset before', during: 'create', fault: { match: CREATE, connection: 'reset-before' } },
  { name: 'create: reset after', during: 'create', fault: { match: CREATE, connection: 'reset-after' } },
  { name: 'create: response cut off', during: 'create', fault: { match: CREATE, connection: 'truncate' } },
  { name: 'create: 404 on the next read', during: 'create', fault: { match: READ, status: 404 } },
  { name: 'update: 503, not applied', during: 'update', fault: { match: UPDATE, status: 503 } },
  { name: 'update: 503, though applied', during: 'update', fault: { match: UPDATE, status: 503, applied: true } },
  { name: 'update: reset after', during: 'update', fault: { match: UPDATE, connection: 'reset-after' } },
  { name: 'delete: 503, though applied', during: 'delete', fault: { match: DELETE, status: 503, applied: true } },
  { name: 'delete: reset after', during: 'delete', fault: { match: DELETE, connection: 'reset-after' } },
  { name: 'refresh: 503', during: 'refresh', fault: { match: READ, status: 503 } },
  { name: 'refresh: 404 with HTML', during: 'refresh', fault: { match: READ, ...GATEWAY_PAGE } },
]

/** How a fault ended, in words for the table: `fine`, `fine after another run`, or what is left wrong. */
export async function meetFault(peer: Peer, { during, fault }: SingleFault, context: PeersContext): Promise<string> {
  const tenant = await startEmulator({ tls: true })
  try {
    const workspace = await openWorkspace(peer, tenant, context.terraform, 1, context.scratch)
    if (during !== 'create') await apply(context.terraform, workspace)
    // For another endpoint the whole destination of a webhook is sent.
    if (during === 'update') writeStreams(peer, workspace, 1, 'moved')
    tenant.tenant.faults.next(fault)
    const work = during === 'delete' ? destroy : apply
    const first = await succeeds(work(context.terraform, workspace))
    tenant.tenant.faults.clear()
    const second = await succeeds(work(context.terraform, workspace))
    return describeOutcome(first, second, orphansOf(tenant, workspace))
  } finally {
    await tenant.close()
  }
}

function succeeds(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  )
}

function orphansOf({ tenant }: Emulator, { folder }: Workspace): number {
  const state = readFileSync(join(folder, 'terraform.tfstate'), 'utf8')
  return tenant.eventStreams().filter(({ id }) => !state.includes(id)).length
}

function describeOutcome(first: boolean, second: boolean, orphans: number): string {
  if (orphans > 0) return `STREAM OUTSIDE THE STATE${second ? '' : ', applies blocked'}`
  if (!second) return 'APPLIES BLOCKED'
  return first ? 'fine' : 'fine after another run'
}
