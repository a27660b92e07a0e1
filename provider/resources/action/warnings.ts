import { type Client, type Diagnostic, error, type ObjectValue, type Replacement, warning } from '../../framework/index'
import { visible } from '../../visible-text'

/** An Action that the state knows and the tenant does not. */
export interface Vanished {
  readonly name: unknown
  readonly id: unknown
  /** The tenant that was asked: `tenant.eu.auth0.com`. */
  readonly tenant: string
}

/** Told when an Action that the state knows is gone. */
export const vanished = ({ name, id, tenant }: Vanished, client: Client): Diagnostic =>
  warning(
    `Action ${JSON.stringify(name)} not found`,
    `The Action ${JSON.stringify(name)} with the id ${visible(String(id))} no longer exists in the tenant ${tenant}: it was deleted outside ${client.name}, or together with the event stream that ran it. It has been removed from the state.\n\nAn Action that is still in the configuration is created again by the next apply.`,
  )

/** Told when an Action is found that a create most likely made whose response was lost. */
export const adopted = (name: string, id: string, createdAt: string, reason: string, client: Client): Diagnostic =>
  warning(
    `Action ${JSON.stringify(name)} was adopted`,
    `The response to the request to create the Action ${JSON.stringify(name)} was lost: ${visible(reason)}. The tenant has an Action with this name, code and trigger that was created after the request began: ${visible(id)}, created on ${visible(createdAt)}. It was taken for the Action of the request and is in the state now.\n\nIf somebody else may have created an equal Action at the same time, such as another pipeline, make sure that only one of the two manages it. To take it out of this state, remove it from the configuration with a removed block, or run: ${client.forgetCommand}`,
  )

/** Told when an Action is about to be replaced. */
export function replacementCost(replacements: readonly Replacement[], prior: ObjectValue): readonly Diagnostic[] {
  const name = JSON.stringify(prior['name'])
  const hasFailed = replacements.some(({ path }) => path[0] === 'status')
  const why = hasFailed ? `The build of the Action ${name} failed, and deploy = true asks for one that works, so it` : `The Action ${name}`
  const wayOut = hasFailed
    ? 'To keep the Action and its id, correct it in two steps: apply the corrected code with deploy = false first, then set deploy = true again.'
    : 'To keep the Action, undo the change before you apply.'
  return [
    warning(
      `Action ${name} will be replaced`,
      `${why} will be deleted and a new one created, with a new id. An event stream that refers to its id is replaced with it: it is deleted first and created last, and events that occur in between are not delivered.\n\n${wayOut}`,
      replacements[0]?.path,
    ),
  ]
}

/** Told when an id to import cannot be one. */
export const unimportable = (id: string): Diagnostic =>
  error(
    'Invalid Action id',
    `${JSON.stringify(id)} is not the id of an Action, which is a UUID such as 09ee2b9b-282d-4a65-87d1-f01adf007745.\n\nFind the id in the Auth0 Dashboard under Actions > Library, at the end of the address of its page, or with: auth0 actions list`,
  )
