import { once } from '../late'
import type { NounTools } from '../noun-tools'
import type { Events } from './events'

/** The subscriptions, loaded by the first of them. */
export function events(tools: NounTools): Events {
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
