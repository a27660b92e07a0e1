import type { Emulator } from '../emulator/index'

/** Tells what the demo does and what came of it. */
export interface Report {
  /** Begins an example. */
  chapter(title: string, note: string): void
  /** Tells of something that is no matter of the tenant's. */
  note(title: string, words: string): void
  /** Runs one step, then prints its words, the API calls it made and what the tenant holds. A step that throws ends the demo. */
  step<T>(title: string, run: () => Promise<Done<T>>): Promise<T>
}

/** What a step gives, and in a few words what it did. */
export interface Done<T> {
  readonly words: string
  readonly value: T
}

/** A report on a tenant, written by `print`, one line at a time. */
export function createReport({ tenant }: Emulator, print: (line: string) => void): Report {
  return {
    chapter(title, note) {
      print('')
      print(`${title}  (${note})`)
    },
    note: (title, words) => print(`  ${title.padEnd(9)} ${words}`),
    async step(title, run) {
      tenant.clearRequests()
      const { words, value } = await run()
      print(`  ${title.padEnd(9)} ${words}`)
      for (const call of apiCalls(tenant)) print(`            call    ${call}`)
      for (const stream of holdings(tenant)) print(`            tenant  ${stream}`)
      return value
    },
  }
}

function apiCalls(tenant: Emulator['tenant']): readonly string[] {
  return tenant.requests().map(({ method, path, status }) => `${method.padEnd(6)} ${path} ${status}`)
}

function holdings(tenant: Emulator['tenant']): readonly string[] {
  const streams = tenant.eventStreams().map(({ id, name, status, destination, subscriptions }) => {
    const types = subscriptions.map(({ event_type }) => event_type).join(', ')
    return `${id} ${JSON.stringify(name)} ${status}, ${destination.type}: ${types}`
  })
  return streams.length > 0 ? streams : ['no event streams']
}

/** Throws, with what was expected, unless it is true. */
export function expectThat(isTrue: boolean, what: string, seen: string): void {
  if (!isTrue) throw new Error(`expected ${what}, but:\n${seen}`)
}
