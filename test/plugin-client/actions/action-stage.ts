import type { action } from '../../../schema/auth0/index'
import type { StateOf } from '../../../schema/dsl/index'
import type { Change, ObjectValue, ResourceClient } from '../../kit/terraform-core'
import { refusalOf, type Stage, setStage } from '../stage'

/** The state of an Action. */
export type ActionState = StateOf<typeof action>

/** The secret that some configurations here have, to be looked for where none may be. */
export const SECRET = 'correct-horse-battery'

/** Code that Auth0 builds. */
export const CODE = 'exports.onExecuteEventStream = async (event) => {}'

/** An Action for event streams, a draft unless told otherwise. */
export function actionConfig(members: ObjectValue = {}): ObjectValue {
  return {
    name: 'users',
    code: CODE,
    supported_triggers: [{ id: 'event-stream', version: 'v1' }],
    ...members,
  }
}

/** A stage with Actions on it. */
export interface ActionStage extends Stage {
  readonly action: ResourceClient<ActionState>
  /** Creates an Action, and forgets the calls that it took. */
  createAction(members?: ObjectValue): Promise<ActionState>
  /** Plans and applies in one. */
  changeAction(prior: ActionState | null, members?: ObjectValue): Promise<ActionState>
  planAction(prior: ActionState | null, members?: ObjectValue): Promise<Change<ActionState>>
  readAction(state: ActionState): Promise<ActionState>
  /** Changes an Action past Terraform. */
  changeOutside(id: string, body: object): Promise<void>
}

/** Sets the stage for the tests of a file. `base`: what the configurations have in common. */
export function setActionStage(base: ObjectValue = {}, env: Readonly<Record<string, string>> = {}): ActionStage {
  const stage = setStage(env)
  function actionOf() {
    return stage.core.resource<ActionState>('auth0_action')
  }
  function planAction(prior: ActionState | null, members: ObjectValue = {}) {
    return actionOf().plan({ prior, config: actionConfig({ ...base, ...members }) })
  }
  async function changeAction(prior: ActionState | null, members: ObjectValue = {}) {
    return (await actionOf().apply(await planAction(prior, members))).state
  }
  const own = {
    get action() {
      return actionOf()
    },
    planAction,
    changeAction,
    async createAction(members?: ObjectValue) {
      const state = await changeAction(null, members)
      stage.tenant.clearRequests()
      return state
    },
    readAction: async (state: ActionState) => (await actionOf().read(state)).state as ActionState,
    async changeOutside(id: string, body: object) {
      await callTenant(stage, 'PATCH', `/actions/actions/${id}`, body)
      await built(stage, id)
    },
  }
  return Object.defineProperties(own, Object.getOwnPropertyDescriptors(stage)) as ActionStage
}

/** What Auth0's own API says to a call with the static token. */
export async function callTenant({ emulator }: Stage, method: string, path: string, body?: object) {
  const response = await fetch(`${emulator.url}/api/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.apiToken}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return (text === '' ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>>
}

/** Waits for the build of a draft. */
export async function built(stage: Stage, id: string): Promise<void> {
  while (!['built', 'failed'].includes(String((await callTenant(stage, 'GET', `/actions/actions/${id}`))['status'])))
    await new Promise((resolve) => setTimeout(resolve, 10))
}

/** The calls with the ids of Actions left out, as `GET …/ID`. */
export function callsOf(stage: Stage): readonly string[] {
  return stage
    .calls()
    .map((call) => call.replace('/api/v2/actions/actions', '…').replace(/[\da-f]{8}-[\da-f-]{27}/g, 'ID'))
}

/** The one error of an apply that is refused, and the state that it leaves. */
export async function failedApply(stage: ActionStage, change: Change<ActionState>) {
  const refusal = await refusalOf(stage.action.apply(change))
  const [error] = refusal.diagnostics.filter(({ severity }) => severity === 'error')
  return { error, state: refusal.state as ActionState | null }
}
