/** Actions in the terms of the Auth0 Management API. */

import type { UnreadableItem } from '../collection/collection'

/** A point at which actions run: `{ id: 'post-login', version: 'v3' }`. */
export interface ActionTrigger {
  id: string
  version?: string
}

/** An npm package that an action depends on. */
export interface ActionDependency {
  name: string
  version: string
  registry_url?: string
}

/** A version of an Action module that an action uses. */
export interface ActionModule {
  module_id: string
  module_version_id: string
  /** In responses only. */
  module_name?: string
  module_version_number?: number
}

/** Why a build failed. Source: Auth0's SDK for Node 7.1, `ActionError`. */
export interface ActionBuildError {
  id?: string
  msg?: string
  url?: string
}

/** A secret in a response: its value never comes back. */
export interface ActionSecret {
  name: string
  /** RFC 3339 with nanoseconds. */
  updated_at?: string
}

/** Where the build of an action stands. */
export type ActionStatus = 'pending' | 'building' | 'packaged' | 'built' | 'retrying' | 'failed' | (string & {})

/** What a draft and a version have in common. */
interface ActionContent {
  /** A UUID. */
  id: string
  supported_triggers: ActionTrigger[]
  /** RFC 3339 with nanoseconds. */
  created_at: string
  updated_at: string
  code?: string
  runtime?: string
  dependencies?: ActionDependency[]
  secrets?: ActionSecret[]
  status?: ActionStatus
  modules?: ActionModule[]
  /** Documented for versions; the draft of a recorded build that failed had none. */
  errors?: ActionBuildError[]
}

/** A version: the content of an action at the time of a deployment. */
export interface ActionVersion extends Omit<ActionContent, 'supported_triggers'> {
  supported_triggers?: ActionTrigger[]
  /** From 1, one more for each deployment. */
  number: number
  /** Deployments are asynchronous: false in the response to the call that asks for one. */
  deployed: boolean
  built_at?: string
}

/** An Action in a response. */
export interface Action extends ActionContent {
  name: string
  /** False while the draft holds something that was not deployed. */
  all_changes_deployed: boolean
  deployed_version?: ActionVersion
  /** The version that was asked for last. Recorded, and in no published schema. */
  current_version?: { id: string; number: number; status?: string }
}

/** The body of a create. Without `runtime` Auth0 takes its newest. */
export interface ActionCreate {
  name: string
  /** One trigger at this time. */
  supported_triggers: ActionTrigger[]
  code?: string
  runtime?: string
  dependencies?: ActionDependency[]
  secrets?: { name: string; value: string }[]
  modules?: Pick<ActionModule, 'module_id' | 'module_version_id'>[]
  /** Deploy it once it is built. */
  deploy?: boolean
}

/** The body of an update; what is left out stays. A secret without its value keeps the one it has. */
export interface ActionUpdate extends Partial<Omit<ActionCreate, 'deploy' | 'secrets'>> {
  secrets?: { name: string; value?: string }[]
}

/** Which actions are wanted, and which page of them. */
export interface ActionListQuery {
  triggerId?: string
  /** The whole name. */
  actionName?: string
  deployed?: boolean
  /** From 0. */
  page?: number
  /** 1 to 100; Auth0 gives 20 when it is left out. */
  per_page?: number
}

/** One page of the list. */
export interface ActionPage {
  actions: Action[]
  /** Actions that this client cannot read, kept apart so that they do not hide the others. */
  unreadable: UnreadableItem[]
  /** How many there are in all. */
  total: number
}

/** Which page of the versions is wanted. */
export interface ActionVersionQuery {
  /** From 0. */
  page?: number
  per_page?: number
}
