import type { Random } from '../../kit/random'

/** How many ids of a kind are kept to be used again. */
const KEPT_IDS = 40

/** What ids look like, by the part of a path or body that they belong to. */
const KINDS: readonly (readonly [place: RegExp, shape: RegExp])[] = [
  [/^(event-streams|streams|secrets|eventbridge)$/, /^est_/],
  [/^(deliveries|redeliver)$/, /^evt_/],
  [/^(users|members)$/, /^auth0\|/],
  [/^organizations$/, /^org_/],
  [/^roles$/, /^rol_/],
  [/^groups$/, /^grp_/],
  [/^(connections|enabled_connections)$/, /^con_/],
  [/^(actions|versions)$/, /^(fuzzed-action|[0-9a-f]{8}-[0-9a-f-]{27})$/],
  [/^new$/, /^(webhook|eventbridge|action)$/],
]

/** The ids that were seen in answers, and where they belong. */
export interface KnownIds {
  add(id: string): void
  /** One that belongs in that place (`users`), if any is known; otherwise any. */
  at(place: string): string
  any(): string
}

/** What is known from the start: an action, and the names of things. */
export function createKnownIds(random: Random): KnownIds {
  const byShape = new Map<string, string[]>()
  function add(id: string) {
    const shape = KINDS.find(([, pattern]) => pattern.test(id))?.[1].source ?? ''
    const ids = byShape.get(shape) ?? []
    byShape.set(shape, ids)
    if (ids.includes(id)) return
    if (ids.length < KEPT_IDS) ids.push(id)
    else ids[random.below(KEPT_IDS)] = id
  }
  for (const id of ['fuzzed-action', 'webhook', 'eventbridge', 'action', 'name']) add(id)
  function any() {
    return random.pick(random.pick([...byShape.values()]))
  }
  return {
    add,
    any,
    at(place) {
      const shape = KINDS.find(([pattern]) => pattern.test(place))?.[1].source
      const ids = byShape.get(shape ?? '')
      return shape === undefined || ids === undefined ? any() : random.pick(ids)
    },
  }
}
