import type { Json, JsonObject, TenantOptions } from '../../../emulator/index'
import { STREAMS, tenantKit, webhookStream } from '../tenant-kit'

/** The path of the actions. */
export const ACTIONS = '/api/v2/actions/actions'

/** How long the builds of these tenants take. */
export const DELAY_MS = 100

/** An action's body. */
export function actionBody(overrides: JsonObject = {}): JsonObject {
  const code = 'exports.onExecuteEventStream = async (event, api) => {}'
  return { name: 'users', supported_triggers: [{ id: 'event-stream', version: 'v1' }], code, ...overrides }
}

/** A tenant whose time is set by hand, with ways to an action that is built or deployed. */
export function actionKit(options: TenantOptions = {}) {
  let nowMs = Date.UTC(2026, 0, 1)
  const kit = tenantKit({ clock: () => nowMs, actionDelayMs: DELAY_MS, ...options })
  function pass(ms: number) {
    nowMs += ms
  }
  function at(path: string) {
    return kit.call('GET', `${ACTIONS}/${path}`)
  }
  async function create(overrides: JsonObject = {}) {
    return (await kit.call('POST', ACTIONS, actionBody(overrides))).body
  }
  async function createBuilt(overrides: JsonObject = {}) {
    const action = await create(overrides)
    pass(DELAY_MS)
    return action
  }
  async function deploy(id: string) {
    const { body } = await kit.call('POST', `${ACTIONS}/${id}/deploy`)
    pass(DELAY_MS)
    return body
  }
  async function change(id: string, body: Json) {
    const answer = await kit.call('PATCH', `${ACTIONS}/${id}`, body)
    pass(DELAY_MS)
    return answer
  }
  return { ...kit, pass, at, create, createBuilt, deploy, change }
}

/** A stream that delivers to an action. */
export function actionStream(action_id: string, overrides: JsonObject = {}): JsonObject {
  return webhookStream({ destination: { type: 'action', configuration: { action_id } }, ...overrides })
}

export { STREAMS }
