/** Actions in the terms of the Auth0 Management API. */

import type { UnreadableItem } from '../collection/collection'

/** A point at which actions run: `{ id: 'post-login', version: 'v3' }`. */
export interface ActionTrigger {
  readonly id: string
  readonly version?: string
}

/** An npm package that an action depends on. */
export interface ActionDependency {
  readonly name: string
  readonly version: string
  readonly registry_url?: string
}

/** A version of an Action module that an action uses. */
export interface ActionModule {
  readonly module_id: string
  readonly module_version_id: string
  /** In responses only. */
  readonly module_name?: string
  readonly module_version_number?: number
}

/** Why a build failed. Source: Auth0's SDK for Node 7.1, `ActionError`. */
export interface ActionBuildError {
  readonly id?: string
  readonly msg?: string
  readonly url?: string
}

/** A secret in a response: its value never comes back. */
export interface ActionSecret {
  readonly name: string
  /** RFC 3339 with nanoseconds. */
  readonly updated_at?: string
}

/** Where the build of an action stands. */
export type ActionStatus = 'pending' | 'building' | 'packaged' | 'built' | 'retrying' | 'failed' | (string & {})

/** What a draft and a version have in common. */
interface ActionContent {
  /** A UUID. */
  readonly id: string
  readonly supported_triggers: ActionTrigger[]
  /** RFC 3339 with nanoseconds. */
  readonly created_at: string
  readonly updated_at: string
  readonly code?: string
  readonly runtime?: string
  readonly dependencies?: ActionDependency[]
  readonly secrets?: ActionSecret[]
  readonly status?: ActionStatus
  readonly modules?: ActionModule[]
  /** Documented for versions; the draft of a recorded build that failed had none. */
  readonly errors?: ActionBuildError[]
}

/** A version: the content of an action at the time of a deployment. */
export interface ActionVersion extends Omit<ActionContent, 'supported_triggers'> {
  readonly supported_triggers?: ActionTrigger[]
  /** From 1, one more for each deployment. */
  readonly number: number
  /** Deployments are asynchronous: false in the response to the call that asks for one. */
  readonly deployed: boolean
  readonly built_at?: string
}

/** An Action in a response. */
export interface Action extends ActionContent {
  readonly name: string
  /** False while the draft holds something that was not deployed. */
  readonly all_changes_deployed: boolean
  readonly deployed_version?: ActionVersion
  /** The version that was asked for last. Recorded, and in no published schema. */
  readonly current_version?: { readonly id: string; readonly number: number; readonly status?: string }
}

/** The body of a create. Without `runtime` Auth0 takes its newest. */
export interface ActionCreate {
  readonly name: string
  /** One trigger at this time. */
  readonly supported_triggers: ActionTrigger[]
  readonly code?: string
  readonly runtime?: string
  readonly dependencies?: ActionDependency[]
  readonly secrets?: { readonly name: string; readonly value: string }[]
  readonly modules?: Pick<ActionModule, 'module_id' | 'module_version_id'>[]
  /** Deploy it once it is built. */
  readonly deploy?: boolean
}

/** The body of an update; what is left out stays. A secret without its value keeps the one it has. */
export interface ActionUpdate extends Partial<Omit<ActionCreate, 'deploy' | 'secrets'>> {
  readonly secrets?: { readonly name: string; readonly value?: string }[]
}

/** Which actions are wanted, and which page of them. */
export interface ActionListQuery {
  readonly triggerId?: string
  /** The whole name. */
  readonly actionName?: string
  readonly deployed?: boolean
  /** From 0. */
  readonly page?: number
  /** 1 to 100; Auth0 gives 20 when it is left out. */
  readonly per_page?: number
}

/** One page of the list. */
export interface ActionPage {
  readonly actions: Action[]
  /** Actions that this client cannot read, kept apart so that they do not hide the others. */
  readonly unreadable: UnreadableItem[]
  /** How many there are in all. */
  readonly total: number
}

/** Which page of the versions is wanted. */
export interface ActionVersionQuery {
  /** From 0. */
  readonly page?: number
  readonly per_page?: number
}
