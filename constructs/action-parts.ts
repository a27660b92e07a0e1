import type { Construct } from 'constructs'
import { action } from '../schema/auth0/action'
import type { EventStreamActionProps } from './event-stream-action-props'
import { describeValue, requireKind } from './given'
import { isJson } from './json'
import type { ActionConfig } from './l1/action'
import { refusal } from './refusal'
import { validateSecret, versionOf } from './secret-value'
import { validate } from './validate'

/** Arguments of the resource besides the code, and the names that the code may use. */
export interface ActionParts {
  readonly config: Partial<ActionConfig>
  readonly secretNames: readonly string[]
  readonly packageNames: readonly string[]
}

const { body: declared } = action

/** Validates the properties of an Action and converts them to arguments of the resource. Throws if one is invalid. */
export function partsOf(construct: Construct, props: EventStreamActionProps): ActionParts {
  const { runtime, timeout } = props
  if (runtime !== undefined) validate(construct, 'runtime', runtime, declared.runtime)
  if (timeout !== undefined) validate(construct, 'timeout', timeout, declared.timeouts.body.create)
  const secrets = secretsOf(construct, props)
  const dependencies = dependenciesOf(construct, props)
  return {
    config: {
      ...secretArguments(construct, props, secrets),
      ...(dependencies.length > 0 && { dependencies: [...dependencies] }),
      ...modulesOf(construct, props),
      ...(runtime !== undefined && { runtime }),
      ...(timeout !== undefined && { timeouts: { create: timeout } }),
    },
    secretNames: secrets.map(({ name }) => name),
    packageNames: dependencies.map(({ name }) => name),
  }
}

interface Secret {
  readonly name: string
  readonly value: string
}

/** The secrets sorted by name, since Terraform plans a change if their order changes. */
function secretsOf(construct: Construct, { secrets = {} }: EventStreamActionProps): readonly Secret[] {
  requireKind(construct, 'secrets', secrets, 'object', true)
  const members = inOrder(secrets)
  for (const [name, value] of members) {
    validate(construct, 'secrets', name, declared.secrets_wo.body.name)
    validateSecret(construct, `secrets.${name}`, value, declared.secrets_wo.body.value)
  }
  return members.map(([name, value]) => ({ name, value }))
}

function secretArguments(
  construct: Construct,
  { secretOptions = {} }: EventStreamActionProps,
  secrets: readonly Secret[],
): Partial<ActionConfig> {
  const version = versionOf(construct, secretOptions)
  if (secrets.length === 0) return {}
  return version === undefined ? { secrets: [...secrets] } : { secretsWo: [...secrets], secretsWoVersion: version }
}

function dependenciesOf(construct: Construct, { dependencies = {} }: EventStreamActionProps) {
  requireKind(construct, 'dependencies', dependencies, 'object')
  const members = inOrder(dependencies)
  const { name: declaredName, version: declaredVersion } = declared.dependencies.body
  for (const [name, version] of members) {
    validate(construct, 'dependencies', name, declaredName)
    validate(construct, `dependencies.${name}`, version, declaredVersion)
  }
  return members.map(([name, version]) => ({ name, version }))
}

function inOrder(members: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1))
}

function modulesOf(construct: Construct, { modules = [] }: EventStreamActionProps): Partial<ActionConfig> {
  requireKind(construct, 'modules', modules, 'list')
  for (const [index, module] of modules.entries()) {
    const place = `modules[${index}]`
    if (!isJson(module)) throw refusal(construct, place, `it must be an object, not ${describeValue(module)}.`)
    const { module_id: id, module_version_id: version } = declared.modules.body
    validate(construct, `${place}.moduleId`, module.moduleId, id)
    validate(construct, `${place}.moduleVersionId`, module.moduleVersionId, version)
  }
  return modules.length === 0 ? {} : { modules: [...modules] }
}
