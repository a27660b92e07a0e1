import {
  type EventStream,
  type EventStreamCreate,
  type EventStreams,
  ManagementError,
} from '../../../../provider/management'
import { withNameTransfer } from '../../../../provider/management/collection/name-transfer'
import { eventStreamCollection } from '../../../../provider/management/event-streams/collection'
import { answeredStream, newStream } from '../fixtures'

/** A call that fails: its method and the stream's id, or the name of a create. */
type Broken = (call: string) => boolean

/**
 * A tenant in which names are unique, and a client of it that passes them on. Time passes only while somebody waits for it.
 * Each call takes its turn: others may come between its start and its effect.
 */
export function tenantOfNames(names: Readonly<Record<string, string>>, broken: Broken = () => false) {
  const held = new Map(Object.entries(names))
  const calls: string[] = []
  let created = 0
  let nowMs = 0
  async function turn(call: string) {
    calls.push(call)
    await new Promise((resolve) => setImmediate(resolve))
    if (broken(call)) throw failureOf(500)
  }
  function claim(id: string, name: string): EventStream {
    const holder = [...held].find(([other, taken]) => taken === name && other !== id)?.[0]
    if (holder !== undefined) throw failureOf(409, { nameHolder: { id: holder } })
    held.set(id, name)
    return answeredStream({ id, name }) as EventStream
  }
  const eventStreams: Partial<EventStreams> = {
    async create({ name }) {
      await turn(`create ${name}`)
      created += 1
      return claim(`new_${created}`, name ?? '')
    },
    async update(id, { name }) {
      await turn(`update ${id} ${(name ?? '').replace(/ \(renaming .*/, ' aside')}`.trim())
      if (!held.has(id)) throw failureOf(404)
      return claim(id, name ?? held.get(id) ?? '')
    },
    async delete(id) {
      await turn(`delete ${id}`)
      held.delete(id)
    },
    async *pages() {
      await turn('list')
      yield { eventStreams: [...held].map(([id, name]) => answeredStream({ id, name }) as EventStream), unreadable: [] }
      return undefined
    },
  }
  async function sleep(ms: number, signal?: AbortSignal) {
    for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
    nowMs += ms
  }
  return {
    held,
    calls,
    now: () => nowMs,
    streams: withNameTransfer(eventStreams as EventStreams, eventStreamCollection, { now: () => nowMs, sleep }),
  }
}

function failureOf(status: number, rest: object = {}) {
  return new ManagementError('no', {
    kind: 'http',
    operation: 'x',
    method: 'GET',
    path: '/',
    reason: 'no',
    status,
    fromAuth0: true,
    mayHaveBeenApplied: false,
    ...rest,
  })
}

/** The body of a create with this name. */
export function named(name: string): EventStreamCreate {
  return { ...newStream, name }
}
