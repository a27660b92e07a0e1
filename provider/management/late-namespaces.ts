import type { Actions } from './actions'
import type { Deliveries } from './deliveries'
import type { OpenerTools } from './event-opener'
import type { Events, EventTools } from './events'
import type { Send } from './exchange'

/** The code of a namespace, loaded by its first call: many programs need none of it. */
function once<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loading: Promise<Loaded> | undefined
  return () => {
    loading ??= load()
    return loading
  }
}

/** The delivery calls. */
export function lateDeliveries(send: Send): Deliveries {
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

/** The action calls. */
export function lateActions(send: Send): Actions {
  const load = once(async () => (await import('./actions')).createActions(send))
  return {
    list: async (...given) => (await load()).list(...given),
    async *pages(...given) {
      yield* (await load()).pages(...given)
    },
    get: async (...given) => (await load()).get(...given),
    create: async (...given) => (await load()).create(...given),
    update: async (...given) => (await load()).update(...given),
    delete: async (...given) => (await load()).delete(...given),
    deploy: async (...given) => (await load()).deploy(...given),
  }
}

/** The subscriptions. */
export function lateEvents(tools: OpenerTools & Omit<EventTools, 'open'>): Events {
  const load = once(async () => {
    const [{ createEvents }, { streamOpener }] = await Promise.all([import('./events'), import('./event-opener')])
    return createEvents({ ...tools, open: streamOpener(tools) })
  })
  return {
    async *subscribe(...given) {
      yield* (await load()).subscribe(...given)
      return undefined
    },
  }
}
