import type { Switches, SwitchName } from './switches'

/**
 * The sentence that ends a refusal which only one reading of Auth0 makes: how to make the local tenant allow it. Auth0
 * itself does not say it.
 */
export function switchHint<Name extends SwitchName>(name: Name, position: Switches[Name]): string {
  return ` The local tenant allows it with --mode ${name}=${position}.`
}
