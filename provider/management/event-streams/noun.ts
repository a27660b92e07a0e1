import { once } from '../late'
import type { NounTools } from '../noun-tools'
import { eventStreamCollection } from './collection'
import type { Deliveries } from './deliveries'
import type { EventStreams } from './event-streams'

/** The calls about event streams. */
export function eventStreams({ collection }: NounTools): EventStreams {
  return collection(eventStreamCollection)
}

/** The calls about deliveries, loaded by the first of them: many programs need none. */
export function deliveries({ send }: NounTools): Deliveries {
  const load = once(async () => (await import('./deliveries')).createDeliveries(send))
  return {
    list: async (...given) => (await load()).list(...given),
    async *pages(...given) {
      yield* (await load()).pages(...given)
    },
    get: async (...given) => (await load()).get(...given),
    redeliver: async (...given) => (await load()).redeliver(...given),
    redeliverMany: async (...given) => (await load()).redeliverMany(...given),
    test: async (...given) => (await load()).test(...given),
    stats: async (...given) => (await load()).stats(...given),
  }
}
