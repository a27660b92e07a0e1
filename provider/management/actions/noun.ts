import { once } from '../late'
import type { NounTools } from '../noun-tools'
import type { Actions } from './actions'

/** The calls about Actions, loaded by the first of them: many programs need none. */
export function actions(tools: NounTools): Actions {
  const load = once(async () => (await import('./action-calls')).createActions(tools))
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
    versions: async (...given) => (await load()).versions(...given),
  }
}
