// What is shipped, not what it is made of.
export const { createManagementClient, isManagementError }: typeof import('../../../provider/management') =
  require('../../../dist/provider/management')
const { startEmulator }: typeof import('../../../emulator') = require('../../../dist/emulator/index')

/** What is closed after each test, the last one first. */
export const closing: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of closing.splice(0).reverse()) await one.close()
})

/** A tenant and a client of it, closed after the test. */
export async function openTenant(options: Parameters<typeof startEmulator>[0] = {}) {
  const emulator = await startEmulator({ onUnknownRoute: 'silent', actionDelayMs: 0, ...options })
  const client = createManagementClient({
    domain: emulator.domain,
    credentials: { kind: 'clientSecret', clientId: emulator.clientId, clientSecret: emulator.clientSecret },
    env: {},
    retry: { retries: 0 } as never,
  })
  closing.push(emulator, client)
  return { emulator, client, tenant: emulator.tenant }
}

/** The error that a call rejects with. */
export async function errorOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!isManagementError(error)) throw new Error(`expected a ManagementError, got ${String(error)}`)
  return error
}
