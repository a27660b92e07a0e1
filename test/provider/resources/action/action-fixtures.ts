import type { Action } from '../../../../provider/management/index'
import type { action } from '../../../../schema/auth0/index'
import { type ConfigOf, type PlanOf, type StateOf, UNKNOWN } from '../../../../schema/dsl/index'

export type Config = ConfigOf<typeof action>
export type Plan = PlanOf<typeof action>
export type State = StateOf<typeof action>

/** Code that every Action here has unless told otherwise. */
export const CODE = 'exports.onExecuteEventStream = async (event) => {\n  console.log(event.message.type)\n}\n'

/** The id of the Action that answers and states are about. */
export const ID = '02b0b551-4612-442c-8b9a-9336fed3316d'

const WRITTEN = {
  name: 'users',
  code: CODE,
  supported_triggers: [{ id: 'event-stream', version: 'v1' }],
  dependencies: [],
  secrets: [],
  secrets_wo: [],
  secrets_wo_version: null,
  modules: [],
  timeouts: null,
}

/** A configuration of an Action with its code alone. */
export function config(over: Partial<Config> = {}): Config {
  return {
    ...WRITTEN,
    id: null,
    runtime: null,
    deploy: null,
    version_id: null,
    status: null,
    ...over,
  }
}

/** The plan of a create. */
export function plan(over: Partial<Plan> = {}): Plan {
  return {
    ...WRITTEN,
    id: UNKNOWN,
    runtime: UNKNOWN,
    deploy: false,
    version_id: UNKNOWN,
    status: UNKNOWN,
    ...over,
  }
}

/** The state of an Action that is built and was never deployed. */
export function state(over: Partial<State> = {}): State {
  return {
    ...WRITTEN,
    id: ID,
    runtime: 'node22',
    deploy: false,
    version_id: null as unknown as string,
    status: 'built',
    ...over,
  }
}

/** The same, deployed. */
export function deployedState(over: Partial<State> = {}): State {
  return state({ deploy: true, version_id: 'version-1', ...over })
}

/** An Action as Auth0 returns it, built and never deployed. */
export function found(over: Partial<Action> = {}): Action {
  return {
    id: ID,
    name: 'users',
    code: CODE,
    supported_triggers: [{ id: 'event-stream', version: 'v1' }],
    created_at: '2026-06-08T11:29:48.920442169Z',
    updated_at: '2026-06-08T11:29:48.931868827Z',
    dependencies: [],
    runtime: 'node22',
    status: 'built',
    secrets: [],
    all_changes_deployed: false,
    ...over,
  }
}

/** What makes an Action one whose version of that number is deployed. */
export function deployedVersion(number = 1, over: Partial<Action> = {}): Partial<Action> {
  return {
    all_changes_deployed: true,
    deployed_version: {
      id: `version-${number}`,
      number,
      deployed: true,
      status: 'built',
      created_at: '2026-06-08T11:29:49.964054313Z',
      updated_at: '2026-06-08T11:29:50.030811813Z',
    },
    ...over,
  }
}
