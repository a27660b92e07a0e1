import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { types } from 'node:util'
import {
  DataFileError,
  type DeliveryOptions,
  type Emulator,
  type EmulatorOptions,
  LIMIT_PRESETS,
  type LimitPreset,
  MODES,
  parseSeed,
  type Seed,
  SeedError,
  startEmulator,
} from '../emulator/index'
import type { OptionValues } from './commands'
import { type Terminal, UsageError } from './terminal'

/** `auth0-event-streams emulate`: starts a tenant, says where it is, and resolves to 0 once a signal has stopped it. */
export async function emulate(values: OptionValues, terminal: Terminal): Promise<number> {
  const options = parseEmulatorOptions(values)
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  const emulator = await start(options)
  terminal.out(values['json'] === true ? `${JSON.stringify(describe(emulator))}\n` : startupMessage(emulator))
  await stopped
  await emulator.close()
  return 0
}

/** The emulator's options from what was typed. Throws `UsageError` on a value that cannot be meant. */
export function parseEmulatorOptions(values: OptionValues): EmulatorOptions {
  const client = definedOnly({ clientId: text(values, 'client-id'), clientSecret: text(values, 'client-secret') })
  return definedOnly({
    port: wholeNumber(values, 'port', 65_535),
    tls: values['tls'] === true,
    caFile: text(values, 'ca-file'),
    latencyMs: wholeNumber(values, 'latency'),
    rateLimits: parsePreset(text(values, 'limits')),
    quota: wholeNumber(values, 'quota'),
    client,
    apiToken: text(values, 'api-token'),
    tokenLifetimeSeconds: wholeNumber(values, 'token-lifetime'),
    dataFile: text(values, 'data'),
    seed: readSeed(text(values, 'seed')),
    speed: parseSpeed(text(values, 'speed')),
    deliveries: parseDeliveries(values),
    modes: parseModes(values['mode']),
  })
}

async function start(options: EmulatorOptions): Promise<Emulator> {
  try {
    return await startEmulator(options)
  } catch (error) {
    if (error instanceof DataFileError) throw new UsageError(error.message, 1)
    if (error instanceof SeedError) throw new UsageError(`The seed cannot be loaded:\n${error.message}`, 1)
    const reason = PORT_TROUBLE[types.isNativeError(error) && 'code' in error ? String(error.code) : '']
    if (reason === undefined) throw error
    throw new UsageError(`Port ${options.port} ${reason}; choose another, or leave --port out for a free one.`, 1)
  }
}

/** Why a port cannot be had, by the code of Node's error. */
const PORT_TROUBLE: Readonly<Record<string, string>> = {
  EADDRINUSE: 'on 127.0.0.1 is in use',
  EACCES: 'needs rights that this user does not have',
}

/** What `--json` prints; scripts rely on these names. */
function describe({ url, domain, clientId, clientSecret, apiToken, caFile }: Emulator) {
  const ca = caFile === undefined ? {} : { ca: caFile }
  return { url, domain, client_id: clientId, client_secret: clientSecret, api_token: apiToken, ...ca }
}

function startupMessage({ url, domain, clientId, clientSecret, caFile }: Emulator): string {
  const trust = caFile === undefined ? [] : [`export NODE_EXTRA_CA_CERTS=${caFile}`]
  const lines = [
    `A local Auth0 tenant is listening on ${url}. Stop it with Ctrl-C.`,
    'Open that address in a browser to see its event streams and their deliveries.',
    '',
    'In the shell where you run terraform:',
    '',
    `export AUTH0_DOMAIN=${domain}`,
    `export AUTH0_CLIENT_ID=${clientId}`,
    `export AUTH0_CLIENT_SECRET=${clientSecret}`,
    ...trust,
  ]
  return `${lines.join('\n')}\n`
}

function parsePreset(name: string | undefined): LimitPreset | undefined {
  if (name === undefined || Object.hasOwn(LIMIT_PRESETS, name)) return name as LimitPreset | undefined
  throw new UsageError(
    `Invalid value "${name}" for --limits: expected one of ${Object.keys(LIMIT_PRESETS).join(', ')}.`,
  )
}

function parseModes(given: OptionValues[string]): NonNullable<EmulatorOptions['modes']> {
  const pairs = Array.isArray(given) ? given.map(String) : []
  return Object.fromEntries(pairs.map(parseMode))
}

function readSeed(path: string | undefined): Seed | undefined {
  if (path === undefined) return undefined
  try {
    return parseSeed(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SeedError) throw new UsageError(`The seed ${path} cannot be loaded:\n${error.message}`, 1)
    throw new UsageError(`The seed ${path} cannot be read: ${error instanceof Error ? error.message : error}.`, 1)
  }
}

function parseSpeed(given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  if (/^\d*\.?\d+$/.test(given) && Number(given) > 0) return Number(given)
  throw new UsageError(`Invalid value "${given}" for --speed: expected a number above 0, such as 60.`)
}

function parseDeliveries(values: OptionValues): DeliveryOptions {
  const given = values['webhook-override']
  const overrides = Array.isArray(given) ? given.map(String) : []
  return definedOnly({
    webhookOverrides: Object.fromEntries(overrides.map(parseOverride)),
    webhookCa: readCertificates(text(values, 'webhook-ca')),
    insecureWebhooks: values['insecure-webhooks'] === true,
  })
}

/** `FROM=TO`, both beginnings of addresses. An address may hold a `=` of its own, the scheme of the second does not. */
function parseOverride(pair: string): [string, string] {
  const [, from, to] = /^(https:\/\/.+?)=(https?:\/\/.+)$/.exec(pair) ?? []
  if (from !== undefined && to !== undefined) return [from, to]
  throw new UsageError(
    `Invalid value "${pair}" for --webhook-override: expected FROM=TO, as in https://example.com=http://127.0.0.1:3000.`,
  )
}

function readCertificates(file: string | undefined): string | undefined {
  if (file === undefined) return undefined
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(
      `--webhook-ca ${file} cannot be read: ${types.isNativeError(error) ? error.message : error}`,
      1,
    )
  }
}

function parseMode(pair: string): [string, string] {
  const [name = '', position = ''] = pair.split('=', 2)
  const positions: readonly string[] | undefined = Object.entries(MODES).find(([mode]) => mode === name)?.[1]
  if (positions?.includes(position)) return [name, position]
  if (positions !== undefined)
    throw new UsageError(`Invalid value "${position}" for --mode ${name}: expected one of ${positions.join(', ')}.`)
  throw new UsageError(`--mode expects NAME=VALUE. Names: ${Object.keys(MODES).join(', ')}.`)
}

function wholeNumber(values: OptionValues, name: string, largest = Number.MAX_SAFE_INTEGER): number | undefined {
  const given = text(values, name)
  if (given === undefined) return undefined
  if (/^\d+$/.test(given) && Number(given) <= largest) return Number(given)
  throw new UsageError(`Invalid value "${given}" for --${name}: expected an integer from 0 to ${largest}.`)
}

function text(values: OptionValues, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** The properties that have a value: an option that was not typed must not count as typed. */
function definedOnly<Options extends object>(
  options: Options,
): { [Key in keyof Options]: Exclude<Options[Key], undefined> } {
  const defined = Object.entries(options).filter(([, value]) => value !== undefined)
  return Object.fromEntries(defined) as { [Key in keyof Options]: Exclude<Options[Key], undefined> }
}
