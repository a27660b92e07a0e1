import type { CallOptions } from '../collection/call-options'
import type { Created } from '../collection/collection'
import type {
  Action,
  ActionCreate,
  ActionListQuery,
  ActionPage,
  ActionUpdate,
  ActionVersion,
  ActionVersionQuery,
} from './action'

/** An Action that a create made, or most likely made. */
export type CreatedAction = Created<Action>

/** How an Action is deleted. */
export interface ActionDeleteOptions extends CallOptions {
  /** Detaches the Action from what uses it. */
  readonly force?: boolean
}

/** The types of Actions. */
export interface ActionTypes {
  readonly item: Action
  readonly create: ActionCreate
  readonly update: ActionUpdate
  readonly query: ActionListQuery
  readonly page: ActionPage
  readonly deleteOptions: ActionDeleteOptions
}

/** The Action calls of the Auth0 Management API. Every method rejects with a `ManagementError`, or as `CallOptions.signal` says. */
export interface Actions {
  /** One page. Scope `read:actions`. */
  list(query?: ActionListQuery, options?: CallOptions): Promise<ActionPage>
  /** All pages from the one that is asked for, each when it is needed. */
  pages(query?: ActionListQuery, options?: CallOptions): AsyncIterableIterator<ActionPage>
  /** One Action, an `http` error of status 404 when there is none. Scope `read:actions`. */
  get(id: string, options?: CallOptions): Promise<Action>
  /**
   * A new Action, whose build begins at once; a name in use is an `http` error of status 409, whose `nameHolder` is the Action
   * that has it. Makes one Action even when a response is lost: then the list tells whether the Action exists. Scopes
   * `create:actions` and, for the search alone, `read:actions`.
   */
  create(body: ActionCreate, options?: CallOptions): Promise<CreatedAction>
  /** Changes the draft, whose build begins anew; what is deployed stays deployed. Scope `update:actions`. */
  update(id: string, body: ActionUpdate, options?: CallOptions): Promise<Action>
  /** 409 while something uses the Action, unless `force` detaches it. Scope `delete:actions`. */
  delete(id: string, options?: ActionDeleteOptions): Promise<void>
  /** Asks for a deployment of the draft, which must be built; `get` tells when it is done. Scope `create:actions`. */
  deploy(id: string, options?: CallOptions): Promise<ActionVersion>
  /** The versions of an Action, the newest first, without those of a page before. Scope `read:actions`. */
  versions(
    id: string,
    query?: ActionVersionQuery,
    options?: CallOptions,
  ): Promise<{ readonly versions: ActionVersion[] }>
}
