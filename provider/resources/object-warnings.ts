import { type Client, type Diagnostic, warning } from '../framework/index'
import type { ManagementClient } from '../management/index'
import { visible } from '../visible-text'
import { type Words, withArticle } from './explanation'
import type { Lookups } from './lookups'

/** The name of the tenant, for messages: `tenant.eu.auth0.com`. */
function tenantOf({ origin }: ManagementClient): string {
  return origin.replace(/^https:\/\//, '')
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Warns that an object of the state is gone. */
export function vanished(
  { noun, short, deletedWith }: Words,
  { name, id }: { readonly name: unknown; readonly id: unknown },
  { found, missing }: Lookups,
  { api, client }: { readonly api: ManagementClient; readonly client: Client },
): Diagnostic {
  const tenant = tenantOf(api)
  const orTogether = deletedWith === undefined ? '' : `, or together with ${deletedWith}`
  const first =
    found === 0
      ? `None of the ${noun}s of the state that were read so far is in the tenant ${tenant}. Make sure first that it is the tenant they belong to: if not, correct domain or AUTH0_DOMAIN and apply nothing, since that would create all of them anew in ${tenant}.\n\n`
      : ''
  return warning(
    // Of warnings with the same summary Terraform shows one, and the number of the others.
    found === 0 && missing > 1
      ? `Further ${noun}s not found`
      : `${capitalized(noun)} ${JSON.stringify(name)} not found`,
    `${first}The ${noun} ${JSON.stringify(name)} with the id ${visible(String(id))} no longer exists in the tenant ${tenant}: it was deleted outside ${client.name}${orTogether}. It has been removed from the state.\n\n${capitalized(withArticle(short))} that is still in the configuration is created again by the next apply.`,
  )
}

/** An object that a create most likely made whose response was lost. */
export interface Adopted {
  readonly name: string
  readonly id: string
  readonly created_at: string
  /** Why the response was lost. */
  readonly adopted?: string
}

/** Warns that an object was adopted after a create whose response was lost; nothing when it was not. */
export function adoptionWarnings(words: Words, object: Adopted, client: Client): readonly Diagnostic[] {
  const { noun, short, compared } = words
  const name = JSON.stringify(object.name)
  if (object.adopted === undefined) return []
  return [
    warning(
      `${capitalized(noun)} ${name} was adopted`,
      `The response to the request to create the ${noun} ${name} was lost: ${visible(object.adopted)}. The tenant has ${withArticle(short)} with this name, ${compared} that was created after the request began: ${visible(object.id)}, created on ${visible(object.created_at)}. It was taken for the ${short} of the request and is in the state now; its secrets, if it has any, were sent to Auth0 again.\n\nIf somebody else may have created an equal ${short} at the same time, such as another pipeline, make sure that only one of the two manages it. To take it out of this state, remove it from the configuration with a removed block, or run: ${client.forgetCommand}`,
    ),
  ]
}

/** Warns that two objects of one plan are to have the same name; `id` is that of the one that exists, if either does. */
export function equalNames(
  { noun, short }: Words,
  name: string,
  id: string | undefined,
  { apply }: Client,
): Diagnostic {
  const other = id === undefined ? 'Another resource' : `One of them is the ${short} ${id}. Another resource`
  return warning(
    `More than one ${noun} is to be named ${JSON.stringify(name)}`,
    `${other} of this configuration plans the name ${JSON.stringify(name)} too. Names are unique in a tenant, so ${apply} will fail for one of the two (409).\n\nChoose another name for one of them. With for_each, put the key into the name: "${name}-\${each.key}"; with count, the index: "${name}-\${count.index}".`,
    ['name'],
  )
}
