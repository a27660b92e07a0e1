import type { ModeName, Modes } from './switches'

/**
 * The sentence that ends a refusal which only one reading of Auth0 makes: how the local tenant is told to allow it. Auth0
 * itself does not say it.
 */
export function modeHint<Name extends ModeName>(name: Name, position: Modes[Name]): string {
  return ` The local tenant allows it with --mode ${name}=${position}.`
}
