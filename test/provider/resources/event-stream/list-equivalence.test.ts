import { type Emulator, startEmulator, type Tenant } from '../../../../emulator/index'
import { withListReads } from '../../../../provider/management/collection/list-reads'
import { writeMarksOf } from '../../../../provider/management/collection/write-marks'
import { eventStreamCollection } from '../../../../provider/management/event-streams/collection'
import {
  createManagementClient,
  type EventStream,
  type EventStreamPage,
  type EventStreams,
  isManagementError,
  type ManagementClient,
} from '../../../../provider/management/index'
import { REAL_TIMER } from '../../../../provider/management/timer'
import { toState } from '../../../../provider/resources/event-stream/state'
import { createRandom, type Random } from '../../../kit/random'
import { authorization, state, webhook } from '../fixtures'
import { addRandomStreams } from './random-streams'

/** `EQUIVALENCE_SEED=7 npx jest list-equivalence` looks elsewhere. */
const SEED = Number(process.env['EQUIVALENCE_SEED'] ?? 20_261_122)

const TENANTS = 40

/** How many objects Terraform reads at once. */
const READERS = 10

/** Streams that a tenant has at most; Auth0 puts 100 on a page. */
const MOST_STREAMS = 350

/** What stays in a state that Auth0 does not answer, in one of the ways to write it. */
const REMEMBERED = [
  state(),
  state({ subscriptions: ['user.deleted', 'user.created'], status: 'disabled' }),
  state({ webhook_configuration: webhook({ token_wo_version: 2 }) }),
  state({ webhook_configuration: webhook(authorization({ method: 'basic', username: 'u', password: 'p' })) }),
]

/** What a read leaves in the state file of a stream, as bytes; of a stream that is gone nothing. */
type Bytes = string | undefined

async function readBytes({ get }: Pick<EventStreams, 'get'>, id: string, remembered: number): Promise<Bytes> {
  try {
    return JSON.stringify(toState(await get(id), REMEMBERED[remembered % REMEMBERED.length] ?? state()))
  } catch (error) {
    if (isManagementError(error) && error.status === 404) return undefined
    throw error
  }
}

/** Reads the streams as Terraform does, some at a time, in that order. */
async function readAll(eventStreams: EventStreams, ids: readonly string[]): Promise<ReadonlyMap<string, Bytes>> {
  const answers = new Map<string, Bytes>()
  const left = [...ids.entries()]
  async function reader() {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      answers.set(next[1], await readBytes(eventStreams, next[1], next[0]))
    }
  }
  await Promise.all(Array.from({ length: READERS }, reader))
  return answers
}

/** A client that tells of each stream that Auth0 answered, and lets the world move after every page. */
function watched(
  client: ManagementClient,
  list: EventStreams['list'],
  onPage: (page: EventStreamPage) => Promise<void>,
) {
  const answered = new Set<string>()
  const eventStreams: EventStreams = {
    ...client.eventStreams,
    async list(query, options) {
      const page = await list(query, options)
      for (const { id } of page.eventStreams) answered.add(id)
      await onPage(page)
      return page
    },
    async get(id, options) {
      const stream = await client.eventStreams.get(id, options)
      answered.add(id)
      return stream
    },
  }
  return { answered, eventStreams: readByList({ ...client, eventStreams }) }
}

async function done() {}

function readByList({ origin, eventStreams }: ManagementClient): EventStreams {
  return withListReads(eventStreams, eventStreamCollection, {
    ...{ marks: writeMarksOf(origin), load: done, prefetchToken: done, now: Date.now, sleep: REAL_TIMER.sleep },
  })
}

/** A list whose `next` is an offset, as it might be at Auth0: what is deleted before it makes it skip living streams. */
function listByOffset({ pages }: EventStreams): EventStreams['list'] {
  return async ({ from = '0', take = 50 } = {}) => {
    const all: EventStream[] = []
    for await (const page of pages({ take: 100 })) all.push(...page.eventStreams)
    const end = Number(from) + take
    const next = end < all.length ? { next: String(end) } : {}
    return { eventStreams: all.slice(Number(from), end), unreadable: [], ...next }
  }
}

/** Deletes streams on both sides of the border that was just passed, and elsewhere; puts new ones at the end. */
async function moveWorld(random: Random, tenant: Tenant, { eventStreams }: EventStreamPage): Promise<void> {
  const all = tenant.eventStreams().map(({ id }) => id)
  const border = all.indexOf(eventStreams.at(-1)?.id ?? '')
  const places = [border - 1, border, border + 1, border + 2, random.below(all.length + 1)]
  for (const id of places.flatMap((place) => all[place] ?? [])) if (random.chance(0.5)) tenant.deleteEventStream(id)
  await addRandomStreams(random, tenant, random.below(4))
}

describe(`streams read through the list (EQUIVALENCE_SEED=${SEED})`, () => {
  let emulator: Emulator
  let client: ManagementClient
  beforeAll(async () => {
    emulator = await startEmulator()
    const { domain, clientId, clientSecret } = emulator
    const credentials = { kind: 'clientSecret', clientId, clientSecret } as const
    client = createManagementClient({ domain, credentials, env: {} })
  })
  beforeEach(() => emulator.tenant.reset())
  afterAll(async () => {
    await client.close()
    await emulator.close()
  })

  /** A tenant with streams, and a state that also holds streams that are gone already, read in any order. */
  async function setScene(random: Random) {
    const { tenant } = emulator
    // Small tenants are the many, large ones the slow.
    const size = random.chance(0.25) ? random.below(MOST_STREAMS + 1) : random.below(40)
    const gone = await addRandomStreams(random, tenant, random.below(4))
    await addRandomStreams(random, tenant, size)
    for (const id of gone) tenant.deleteEventStream(id)
    const ids = [...gone, ...tenant.eventStreams().map(({ id }) => id)]
    return { tenant, ids: shuffled(random, random.chance(0.3) ? ids.filter(() => random.chance(0.5)) : ids) }
  }

  const seeds = Array.from({ length: TENANTS }, (_, index) => SEED + index)

  it.each(seeds)('are in the state what single reads make of them: seed %i', async (seed) => {
    const { ids } = await setScene(createRandom(seed))
    const single = await readAll(client.eventStreams, ids)
    expect(await readAll(readByList(client), ids)).toEqual(single)
  })

  it.each(seeds)('are so while others come and go: seed %i', async (seed) => {
    const random = createRandom(seed)
    const { tenant, ids } = await setScene(random)
    const before = await readAll(client.eventStreams, ids)
    const list = random.chance(0.5) ? client.eventStreams.list : listByOffset(client.eventStreams)
    const { eventStreams, answered } = watched(client, list, (page) => moveWorld(random, tenant, page))
    const during = await readAll(eventStreams, ids)
    const after = await readAll(client.eventStreams, ids)
    function atItsMoment(id: string) {
      return after.get(id) ?? (answered.has(id) ? before.get(id) : undefined)
    }
    expect(during).toEqual(new Map(ids.map((id) => [id, atItsMoment(id)])))
  })
})

/** The items in another order (Fisher and Yates). */
function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  const left = [...items]
  return items.flatMap(() => left.splice(random.below(left.length), 1))
}
