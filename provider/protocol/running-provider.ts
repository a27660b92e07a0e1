import {
  createSession,
  type DataSource,
  type Logger,
  type Provider,
  type Resource,
  type Session,
  type SessionOptions,
} from '../framework/index'
import { absent } from './absent-features'

/** What the handlers serve. The provider is loaded at the first call that needs it, since many processes never get one. */
export interface HandlerOptions extends SessionOptions {
  readonly loadProvider: () => Promise<Provider>
  readonly log: Logger
}

/** The provider of this process and its present run, for the handlers of single calls. */
export type RunningProvider = ReturnType<typeof createRunningProvider>

/** Neither loaded nor running yet. */
export function createRunningProvider({ loadProvider, log, ...options }: HandlerOptions) {
  let provider: Promise<Provider> | undefined
  let session: Session | undefined
  function loaded() {
    provider ??= loadProvider()
    return provider
  }
  async function current() {
    session ??= createSession(await loaded(), log, options)
    return session
  }
  return {
    loaded,
    current,

    /** Starts a new run. A process that a person started serves several, one after the other. */
    async restart(): Promise<Session> {
      session = createSession(await loaded(), log, options)
      return session
    },

    stop: () => session?.stop(),

    async withResource<T>(
      typeName: string,
      respond: (resource: Resource<unknown>, session: Session) => T | Promise<T>,
    ) {
      const resource = (await loaded()).resources.find(({ schema }) => schema.type === typeName)
      return resource === undefined
        ? { diagnostics: absent('resource type', typeName) }
        : respond(resource, await current())
    },

    async withDataSource<T>(
      typeName: string,
      respond: (source: DataSource<unknown>, session: Session) => T | Promise<T>,
    ) {
      const source = (await loaded()).dataSources.find(({ schema }) => schema.type === typeName)
      return source === undefined ? { diagnostics: absent('data source', typeName) } : respond(source, await current())
    },
  }
}
