import { type Attr, string } from './attribute'
import { singleBlock } from './block'
import type { SingleBlock } from './body'
import { type Check, refuse } from './check'
import { parseDuration } from './duration'

/** An operation on an object that can be given a time. */
export type TimedOperation = 'create' | 'read' | 'update' | 'delete'

type Timeout = Attr<string, { readonly mode: 'optional'; readonly doc: string }>

const duration: Check<string> = (text) =>
  parseDuration(text) === undefined
    ? refuse(
        'Invalid duration',
        `${JSON.stringify(text)} must be a duration greater than zero, with units: ns, us, ms, s, m or h.\n\n${adviceFor(text)}`,
      )
    : []

function adviceFor(text: string): string {
  const [, number, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? []
  const meant = number === undefined || Number(number) === 0 ? undefined : meantBy(Number(number), unit.toLowerCase())
  return meant === undefined ? 'Write it as in "6m", "90s" or "1h30m".' : `Did you mean ${JSON.stringify(meant)}?`
}

function meantBy(number: number, unit: string): string | undefined {
  if (unit === 'd' || unit.startsWith('day')) return Number.isInteger(number) ? `${number * 24}h` : undefined
  if (unit.startsWith('mo')) return undefined
  const [initial = 'm'] = unit
  return ['s', 'm', 'h'].includes(initial) ? `${number}${unit.startsWith('mill') ? 'ms' : initial}` : undefined
}

/**
 * Declares the block `timeouts` with the operations that take a time, and the time of each when the user gives none, in Go's
 * syntax: `timeouts({ create: '6m' })`. An update for which none is declared takes that of create.
 */
export function timeouts<const O extends TimedOperation>(
  defaults: {
    readonly [N in O]: string
  },
): SingleBlock<{ readonly [N in O]: Timeout }, false> {
  return {
    ...singleBlock({ doc: 'How long operations may take.', body: bodyOf(defaults) }),
    timeouts: defaults,
  }
}

function bodyOf<O extends string>(defaults: { readonly [N in O]: string }): { readonly [N in O]: Timeout } {
  const entries = Object.entries<string>(defaults).map(([operation, time]): [string, Timeout] => {
    const timed = operation === 'create' && !('update' in defaults) ? 'create and update' : operation
    const doc = `How long ${timed} may take, such as "90s" or "1h30m". Default "${time}".`
    return [operation, string({ mode: 'optional', doc, check: [duration] })]
  })
  return Object.fromEntries(entries) as { readonly [N in O]: Timeout }
}
