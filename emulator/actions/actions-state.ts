import type { Clock } from '../clock'
import type { EventStreamStore } from '../event-streams/event-stream-store'
import type { Switches } from '../switches/switches'
import type { ActionStore } from './action-store'
import type { ViewTime } from './action-view'
import type { BuildFaultQueue } from './build-faults'
import type { ModuleStore } from './module-store'

/** What the builds of Actions depend on. */
export interface BuildState {
  readonly clock: Clock
  readonly switches: Switches
  /** How long a build takes, and a deployment, in milliseconds of the tenant's time. */
  readonly actionDelayMs: number
  /** Packages that no build can install, by name or as `name@version`. */
  readonly badDependencies: readonly string[]
  /** The modules that Actions can use. */
  readonly modules: ModuleStore
}

/** What the endpoints of Actions use of a tenant. */
export interface ActionsState extends BuildState {
  readonly actions: ActionStore
  readonly buildFaults: BuildFaultQueue
  readonly streams: EventStreamStore
}

/** The moment at which Actions are looked at. */
export function actionTime(state: BuildState): ViewTime {
  const { clock, actionDelayMs, badDependencies, switches, modules } = state
  const buildsAnyCode = switches.invalidActionCode === 'build'
  const showsDraftErrors = switches.draftBuildErrors === 'include'
  return { nowMs: clock(), delayMs: actionDelayMs, badDependencies, buildsAnyCode, showsDraftErrors, modules }
}
