/**
 * Sends whatever is printed with `console.log` or `process.stdout` to stderr, where Terraform logs it. Stdout belongs to the
 * handshake: go-plugin takes any other first line for a broken plugin.
 *
 * The getter is replaced, not read: reading `process.stdout` loads Node's stream code, which the handshake does without.
 */
export function redirectStdout(): void {
  Object.defineProperty(process, 'stdout', { configurable: true, enumerable: true, get: () => process.stderr })
}
