import type { JsonObject } from '../json'
import type { Storage } from '../storage/storage'
import { ACTION_EXECUTIONS } from './action-store'
import { addDeployedAction, type DeployedAction } from './actions'
import type { ActionsState } from './actions-state'
import type { BuildFaultQueue } from './build-faults'
import type { ActionExecution } from './execution-log'

/** What a test does to actions, and sees of them, past the API. */
export interface ActionControls {
  /** Adds an action that is built and deployed, ready to be a destination. Returns it as the API would. */
  addAction(action?: DeployedAction): JsonObject
  /** What goes wrong with the next builds and deployments, or makes them slow. */
  readonly buildFaults: BuildFaultQueue
  /** The latest executions of an action for an event stream, oldest first, with what they wrote to the console. */
  actionExecutions(id: string): readonly ActionExecution[]
}

/** The controls of a tenant's actions. */
export function createActionControls(state: ActionsState & { readonly storage: Storage }): ActionControls {
  return {
    buildFaults: state.buildFaults,
    addAction: (action) => addDeployedAction(state, action),
    actionExecutions: (id) => state.storage.collection<readonly ActionExecution[]>(ACTION_EXECUTIONS).get(id) ?? [],
  }
}
