import { action as declared } from '../../schema/auth0/action'
import { unescapeTemplates } from '../action-code'
import { ACTION_TYPE } from '../auth0-resource'
import { blocksOf, type Json } from '../json'
import { misplacedArguments } from '../misplaced-arguments'
import { type Block, blockIn, textIn } from './block'
import { type SynthesizedSecret, secretOf } from './destination'
import { calledOne, pathOf, resourcesIn } from './resources'
import { parseSynthesized, type Synthesized } from './synthesized'

/** A synthesized Action. A value that is unknown at synth is its expression, such as `${var.name}`. */
export interface SynthesizedAction {
  /** Path of the construct, such as `prod/Handler`. `Testing.synth` leaves it out of its text. */
  readonly path: string | undefined
  /** Such as `Handler_A1B2C3D4`. Changing it replaces the Action. */
  readonly logicalId: string
  /** Such as `auth0_action.Handler_A1B2C3D4`. */
  readonly address: `auth0_action.${string}`
  /** The `actionId` of a stream that runs it, such as `${auth0_action.Handler_A1B2C3D4.id}`. */
  readonly actionId: string
  readonly name: string
  /** The code as Auth0 gets it. */
  readonly code: string
  /** Id of the trigger, such as `event-stream`. */
  readonly trigger: string
  /** Whether changes are deployed. */
  readonly deploy: boolean
  /** The secrets by their names. */
  readonly secrets: { readonly [name: string]: SynthesizedSecret }
  /** The versions of the packages by their names. */
  readonly dependencies: { readonly [name: string]: string }
}

/** The Actions of a stack, in the order of their logical ids. */
export function eventStreamActions(synthesized: Synthesized): readonly SynthesizedAction[] {
  return Object.entries(resourcesIn(parseSynthesized(synthesized), ACTION_TYPE))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([logicalId, resource]) => readAction(logicalId, resource))
}

/**
 * One Action of a stack, by its path (`prod/Handler`), its path in the stack (`Handler`) or its name. Without any of these, the only
 * one. Throws when it is not there, or when there are several.
 *
 * @example
 * const handler = eventStreamAction(stack, 'Handler')
 * expectEventStream(stack, 'Users').toDeliverTo({ type: 'action', actionId: handler.actionId })
 */
export function eventStreamAction(synthesized: Synthesized, pathOrName?: string): SynthesizedAction {
  return calledOne('Action', eventStreamActions(synthesized), pathOrName)
}

function readAction(logicalId: string, json: Json): SynthesizedAction {
  const path = pathOf(json)
  const address = `auth0_action.${logicalId}` as const
  const block: Block = { json, place: `EventStreamAction "${path ?? address}"` }
  const [misplaced] = misplacedArguments(declared.body, json)
  if (misplaced !== undefined) throw new Error(`${block.place}: ${misplaced}`)
  return {
    path,
    logicalId,
    address,
    actionId: `\${${address}.id}`,
    name: textIn(block, 'name'),
    code: unescapeTemplates(textIn(block, 'code')),
    trigger: textIn(blockIn(block, 'supported_triggers'), 'id'),
    deploy: json['deploy'] === true,
    secrets: secretsIn(block),
    dependencies: Object.fromEntries(
      blocksOf(json['dependencies']).map(({ name, version }) => [name, String(version)]),
    ),
  }
}

function secretsIn({ json, place }: Block): SynthesizedAction['secrets'] {
  const version = json['secrets_wo_version']
  function read(kind: SynthesizedSecret['kind'], argument: string) {
    return blocksOf(json[argument]).map((secret): [string, SynthesizedSecret] => {
      const block = { json: secret, place: `${place}: ${argument}` }
      return [textIn(block, 'name'), secretOf(kind, textIn(block, 'value'), kind === 'stored' ? undefined : version)]
    })
  }
  return Object.fromEntries([...read('writeOnly', 'secrets_wo'), ...read('stored', 'secrets')])
}
