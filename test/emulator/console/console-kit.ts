import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../emulator/index'

/** What a stream's endpoint begins with here; the tenant really sends to the handler of `startTenant`. */
export const HANDLER = 'https://hooks.example.com'

/** The answer of a handler to an event. */
export type Respond = (event: {
  readonly type: string
  readonly data: { readonly object: Record<string, unknown> }
}) => number

/** A tenant that listens, with a webhook handler that answers each event with a status. */
export type RunningTenant = {
  readonly emulator: Emulator
  respond: Respond
  stop(): Promise<void>
}

/** Starts a tenant whose webhooks to `HANDLER` go to a handler on this machine. */
export async function startTenant(options: EmulatorOptions = {}, respond: Respond = () => 204): Promise<RunningTenant> {
  const running = { respond }
  const handler = createServer(async (incoming, outgoing) => {
    const status = running.respond(JSON.parse(await readAll(incoming)))
    outgoing.writeHead(status).end(status < 300 ? '' : 'CRM is down')
  })
  handler.listen(0, '127.0.0.1').unref()
  await once(handler, 'listening')
  const { port } = handler.address() as AddressInfo
  const deliveries = { ...options.deliveries, webhookOverrides: { [HANDLER]: `http://127.0.0.1:${port}` } }
  const emulator = await startEmulator({ ...options, deliveries })
  return Object.assign(running, {
    emulator,
    async stop() {
      await emulator.close()
      handler.closeAllConnections()
      handler.close()
    },
  })
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** Calls the Management API of a running tenant with its static token. */
export async function callApi({ emulator }: RunningTenant, method: string, route: string, body?: unknown) {
  const headers = { authorization: `Bearer ${emulator.apiToken}`, 'content-type': 'application/json' }
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await fetch(`${emulator.url}/api/v2${route}`, { method, headers, ...content })
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`)
  return (await response.json()) as { readonly id: string }
}

/** The body of a webhook stream to the handler. */
export function webhookBody(name: string, types: readonly string[] = ['user.created']) {
  return {
    name,
    subscriptions: types.map((event_type) => ({ event_type })),
    destination: {
      type: 'webhook',
      configuration: {
        webhook_endpoint: `${HANDLER}/auth0`,
        webhook_authorization: { method: 'bearer', token: 'secret' },
      },
    },
  }
}

/** The browser's executable: `CHROMIUM_PATH` if that is set, else Debian's, else the first on PATH. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  if (existsSync(named)) return named
  if (process.env['CHROMIUM_PATH'] !== undefined) return undefined
  try {
    return execFileSync('which', ['chromium'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}

/** Nothing but what the page itself does: no updates, no account, no background traffic. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
]

/** A browser with a profile of its own, removed with it. */
export interface Browser {
  readonly context: BrowserContext
  close(): Promise<void>
}

/** Starts the browser. */
export async function startBrowser(executablePath: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Browser> {
  const profile = mkdtempSync(path.join(tmpdir(), 'console-profile-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: FLAGS,
    viewport: { width: 1280, height: 800 },
    colorScheme,
  })
  return {
    context,
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
