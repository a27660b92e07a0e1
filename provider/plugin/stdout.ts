/**
 * Redirects everything printed with `console.log` or `process.stdout` to stderr, where Terraform logs it. Stdout is reserved for the
 * handshake: go-plugin treats any other first line as a broken plugin.
 *
 * The getter is replaced, not read: reading `process.stdout` loads Node's stream code, which the handshake does not need.
 */
export function redirectStdout(): void {
  Object.defineProperty(process, 'stdout', { configurable: true, enumerable: true, get: () => process.stderr })
}
