import { readFileSync } from 'node:fs'
import {
  assertCertificates,
  type DeliveryOptions,
  didYouMean,
  type EmulatorOptions,
  HIGHEST_SPEED,
  LIMIT_PRESETS,
  type LimitPreset,
  LONGEST_TIMER_MS,
  MODES,
  parseSeed,
  type Seed,
  SeedError,
} from '../emulator/index'
import type { OptionValues } from './command'
import { reasonOf } from './file-error'
import { UsageError } from './terminal'

/** The emulator's options from the command line. Throws `UsageError` for an invalid value, and for an option without effect. */
export function parseEmulatorOptions(values: OptionValues): EmulatorOptions {
  assertEffective(values)
  const client = definedOnly({ clientId: text(values, 'client-id'), clientSecret: text(values, 'client-secret') })
  return definedOnly({
    port: wholeNumber(values, 'port', { to: 65_535 }),
    tls: values['tls'] === true,
    caFile: text(values, 'ca-file'),
    allowedHosts: texts(values, 'allow-host').map(parseHost),
    latencyMs: wholeNumber(values, 'latency', { to: LONGEST_TIMER_MS }),
    rateLimits: parsePreset(text(values, 'limits')),
    quota: wholeNumber(values, 'quota'),
    client,
    apiToken: token(values, 'api-token'),
    controlToken: token(values, 'control-token'),
    recordCredentials: values['record-credentials'] === true,
    tokenLifetimeSeconds: wholeNumber(values, 'token-lifetime', { from: 1 }),
    tenantName: parseTenantName(text(values, 'tenant-name')),
    dataFile: text(values, 'data'),
    seed: readSeed(text(values, 'seed')),
    speed: parseSpeed(text(values, 'speed')),
    deliveries: parseDeliveries(values),
    modes: Object.fromEntries(unique('mode', texts(values, 'mode').map(parseMode))),
  })
}

/** Refuses an empty value, and an option that has no effect beside another one. */
function assertEffective(values: OptionValues): void {
  for (const [name, value] of Object.entries(values)) {
    if ([value].flat().includes('')) throw new UsageError(`--${name} cannot be empty.`)
  }
  if (values['ca-file'] !== undefined && values['tls'] !== true) {
    throw new UsageError('--ca-file has no effect without --tls. Add --tls, or remove --ca-file.')
  }
  if (values['webhook-ca'] !== undefined && values['insecure-webhooks'] === true) {
    throw new UsageError(
      '--webhook-ca has no effect with --insecure-webhooks, which accepts any certificate. Use one of them.',
    )
  }
}

function parsePreset(name: string | undefined): LimitPreset | undefined {
  if (name === undefined || Object.hasOwn(LIMIT_PRESETS, name)) return name as LimitPreset | undefined
  const presets = Object.keys(LIMIT_PRESETS)
  throw new UsageError(
    `Invalid value "${name}" for --limits: expected one of ${presets.join(', ')}.${didYouMean(name, presets)}`,
  )
}

function readSeed(path: string | undefined): Seed | undefined {
  if (path === undefined) return undefined
  try {
    return parseSeed(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SeedError) throw new UsageError(`Cannot load the seed ${path}:\n${error.message}`, 1)
    throw new UsageError(`Cannot read the seed ${path}: ${reasonOf(error)}.`, 1)
  }
}

/** Auth0's rule for names of tenants (event catalog, `a0tenant`). */
const TENANT_NAME = /^[a-z0-9][-a-z0-9]{1,61}[a-z0-9]$/

function parseTenantName(name: string | undefined): string | undefined {
  if (name === undefined || TENANT_NAME.test(name)) return name
  throw new UsageError(
    `Invalid value "${name}" for --tenant-name: expected 3 to 63 lower-case letters, digits and inner hyphens.`,
  )
}

function parseHost(name: string): string {
  const isName = URL.canParse(`http://${name}`) && new URL(`http://${name}`).hostname === name.toLowerCase()
  if (isName) return name.toLowerCase()
  throw new UsageError(`Invalid value "${name}" for --allow-host: expected a host name without a scheme or port.`)
}

function parseSpeed(given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  if (/^\d*\.?\d+$/.test(given) && Number(given) > 0 && Number(given) <= HIGHEST_SPEED) return Number(given)
  throw new UsageError(
    `Invalid value "${given}" for --speed: expected a number greater than 0, at most ${HIGHEST_SPEED}.`,
  )
}

function parseDeliveries(values: OptionValues): DeliveryOptions {
  const [consecutiveFailureLimit, totalFailureLimit] = parseFailureLimits(text(values, 'failure-limits'))
  const overrides = texts(values, 'webhook-override').map(parseOverride)
  return definedOnly({
    webhookOverrides: Object.fromEntries(unique('webhook-override', overrides)),
    webhookTimeoutMs: wholeNumber(values, 'webhook-timeout', { from: 1, to: LONGEST_TIMER_MS }),
    webhookCa: readCertificates(text(values, 'webhook-ca')),
    insecureWebhooks: values['insecure-webhooks'] === true,
    consecutiveFailureLimit,
    totalFailureLimit,
  })
}

function parseFailureLimits(given: string | undefined): [number?, number?] {
  if (given === undefined) return []
  const [, row, total] = /^([1-9]\d{0,8}),([1-9]\d{0,8})$/.exec(given) ?? []
  if (row !== undefined && total !== undefined) return [Number(row), Number(total)]
  throw new UsageError(
    `Invalid value "${given}" for --failure-limits: expected ROW,TOTAL, two positive integers such as 5,20.`,
  )
}

/** `FROM=TO`, two URL prefixes. FROM may contain `=`; the scheme of TO marks where it ends. */
function parseOverride(pair: string): [string, string] {
  const [, from, to] = /^(https?:\/\/.+?)=(https?:\/\/.+)$/.exec(pair) ?? []
  if (from !== undefined && to !== undefined && URL.canParse(to)) return [from, to]
  throw new UsageError(
    `Invalid value "${pair}" for --webhook-override: expected FROM=TO, as in https://example.com=http://127.0.0.1:3000.`,
  )
}

function readCertificates(file: string | undefined): string | undefined {
  if (file === undefined) return undefined
  try {
    const pem = readFileSync(file, 'utf8')
    assertCertificates(pem)
    return pem
  } catch (error) {
    throw new UsageError(`Cannot use --webhook-ca ${file}: ${reasonOf(error)}.`, 1)
  }
}

function parseMode(pair: string): [string, string] {
  const [name = '', position = ''] = pair.split('=', 2)
  const names = Object.keys(MODES)
  const positions: readonly string[] | undefined = Object.entries(MODES).find(([mode]) => mode === name)?.[1]
  if (positions?.includes(position)) return [name, position]
  if (positions === undefined) {
    const hint = `${didYouMean(name, names)} Names: ${names.join(', ')}.`
    throw new UsageError(`Invalid value "${pair}" for --mode: expected NAME=VALUE with a known name.${hint}`)
  }
  const hint = didYouMean(position, positions)
  throw new UsageError(
    `Invalid value "${position}" for --mode ${name}: expected one of ${positions.join(', ')}.${hint}`,
  )
}

/** Refuses two pairs with the same name and different values. */
function unique(option: string, pairs: readonly [string, string][]): readonly [string, string][] {
  const clash = pairs.find(([name, value]) => pairs.some(([other, others]) => other === name && others !== value))
  if (clash === undefined) return pairs
  throw new UsageError(`--${option} is given twice for ${clash[0]} with different values.`)
}

/** A token that is valid in an Authorization header. */
function token(values: OptionValues, name: string): string | undefined {
  const given = text(values, name)
  if (given === undefined || /^[\x21-\x7e]+$/.test(given)) return given
  throw new UsageError(`Invalid value for --${name}: expected printable ASCII without spaces.`)
}

function wholeNumber(values: OptionValues, name: string, { from = 0, to = Number.MAX_SAFE_INTEGER } = {}) {
  const given = text(values, name)
  if (given === undefined) return undefined
  if (/^\d+$/.test(given) && Number(given) >= from && Number(given) <= to) return Number(given)
  const range = to === Number.MAX_SAFE_INTEGER ? `an integer of at least ${from}` : `an integer from ${from} to ${to}`
  throw new UsageError(`Invalid value "${given}" for --${name}: expected ${range}.`)
}

function text(values: OptionValues, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

function texts(values: OptionValues, name: string): string[] {
  const value = values[name]
  return Array.isArray(value) ? value.map(String) : []
}

/** The properties that have a value: an omitted option must not be passed as undefined. */
function definedOnly<Options extends object>(
  options: Options,
): { [Key in keyof Options]: Exclude<Options[Key], undefined> } {
  const defined = Object.entries(options).filter(([, value]) => value !== undefined)
  return Object.fromEntries(defined) as { [Key in keyof Options]: Exclude<Options[Key], undefined> }
}
