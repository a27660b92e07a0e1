import type { Emulator } from '../emulator/index'

/** Prints the steps of the demo and their results. */
export interface Report {
  /** Starts the section of an example. */
  chapter(title: string, note: string): void
  /** Prints a line that is not about the tenant. */
  note(title: string, words: string): void
  /** Runs a step, then prints its summary, its API calls and the streams of the tenant. A step that throws ends the demo. */
  step<T>(title: string, run: () => Promise<Done<T>>): Promise<T>
}

/** Result of a step: its value, and a short summary. */
export interface Done<T> {
  readonly words: string
  readonly value: T
}

/** Creates a report about a tenant. `print` is called for each line. */
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

/** Throws an error that states the expectation unless it holds. */
export function expectThat(isTrue: boolean, what: string, seen: string): void {
  if (!isTrue) throw new Error(`expected ${what}, but:\n${seen}`)
}
