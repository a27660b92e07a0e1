/**
 * The variables by which the user of a program changes the run-time inside it, before any of the program's own code runs. They are
 * meant for the user's other programs: with `BUN_OPTIONS="--preload ./setup.ts"`, whatever the script prints would come before
 * the handshake, and Terraform would take the provider for broken. `BUN_INSPECT_…` begins with `BUN_INSPECT`.
 */
const SWITCHES = ['BUN_OPTIONS', 'BUN_BE_BUN', 'BUN_INSPECT']

/**
 * A run-time that does not look at these variables: their names are replaced in its executable by others of the same length,
 * since Bun offers no way to leave them out. Throws when a name is not found, for then they would go on having effect.
 */
export function withoutSwitches(runtime: Buffer): Buffer {
  const patched = Buffer.from(runtime)
  for (const name of SWITCHES) {
    const places = placesOf(name, runtime)
    if (places.length === 0) throw new Error(`the run-time does not know ${name}: see how it takes options now`)
    for (const place of places) patched.write(name.replace('BUN', 'TFP'), place, 'latin1')
  }
  return patched
}

function placesOf(text: string, bytes: Buffer): readonly number[] {
  const places: number[] = []
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) places.push(at)
  return places
}
