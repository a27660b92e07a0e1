import { invalidBody } from '../http/api-error'
import { parseBody, validationError } from '../http/validation'
import type { Json } from '../json'
import { CREATE_ACTION_SCHEMA, UPDATE_ACTION_SCHEMA } from './action-schema'
import type { ActionContent, ActionDependency, ActionSecret, ModuleReference } from './action-store'
import { completeTrigger, defaultRuntime, findTriggerFault } from './triggers'

/** A POST or PATCH body after validation. */
export interface ActionBody {
  readonly name?: string
  readonly supported_triggers?: readonly { readonly id: string; readonly version?: string }[]
  readonly code?: string
  readonly runtime?: string
  readonly dependencies?: readonly ActionDependency[]
  readonly secrets?: readonly { readonly name: string; readonly value?: string }[]
  readonly modules?: readonly ModuleReference[]
  readonly deploy?: boolean
}

/** What an action holds of which nothing was said. */
export const EMPTY_CONTENT: ActionContent = {
  supported_triggers: [],
  code: '',
  runtime: defaultRuntime(),
  dependencies: [],
  secrets: [],
}

/** Auth0's limit for an action's code (Auth0 documentation). */
const LARGEST_CODE_BYTES = 100_000

/** Reads a body. Throws a 400 `ApiError` that names the first fault. */
export function parseActionBody(operation: 'create' | 'update', body: Json): ActionBody {
  const parsed: ActionBody = parseBody(body, operation === 'create' ? CREATE_ACTION_SCHEMA : UPDATE_ACTION_SCHEMA)
  assertCodeFits(parsed.code ?? '')
  return parsed
}

/** What an action holds once a body was applied to what it held before. Throws a 400 `ApiError`. */
export function applyActionBody(body: ActionBody, before: ActionContent, nowMs: number): ActionContent {
  const { code, runtime, dependencies, secrets, modules = [] } = { ...before, ...body }
  const supported_triggers = (body.supported_triggers ?? before.supported_triggers).map(completeTrigger)
  for (const trigger of supported_triggers) {
    const fault = findTriggerFault(trigger, runtime)
    if (fault !== undefined) throw invalidBody(fault)
  }
  const content = { supported_triggers, code, runtime, dependencies }
  // A body may repeat what a response has of a module; the two ids are all that counts.
  const references = modules.map(({ module_id, module_version_id }) => ({ module_id, module_version_id }))
  return { ...content, secrets: applySecrets(secrets, before.secrets, nowMs), modules: references }
}

/** A secret sent without its value keeps the one it had; one that is not sent is gone. */
export function applySecrets(
  sent: NonNullable<ActionBody['secrets']>,
  before: readonly ActionSecret[],
  nowMs: number,
): ActionSecret[] {
  assertDistinct(sent.map(({ name }) => name))
  return sent.map(({ name, value }) => {
    const kept = before.find((secret) => secret.name === name)
    if (kept !== undefined && (value === undefined || value === kept.value)) return kept
    return { name, value: value ?? '', updatedAtMs: nowMs }
  })
}

function assertDistinct(names: readonly string[]): void {
  const repeated = names.find((name, at) => names.indexOf(name) !== at)
  if (repeated !== undefined) throw invalidBody(`The secret ${repeated} is given more than once.`)
}

function assertCodeFits(code: string): void {
  const bytes = Buffer.byteLength(code)
  if (bytes <= LARGEST_CODE_BYTES) return
  const rule = `String is too long (${bytes} bytes), maximum ${LARGEST_CODE_BYTES}`
  throw validationError('body', rule, 'code', 'The source code of the action.')
}
