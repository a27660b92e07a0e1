import type { Environment } from './handshake'

/** Levels of a log line, least important first; hclog's names. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const

/** One level of a log line. */
export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * The least important level to log, from the first of TF_LOG_PROVIDER_<NAME>, TF_LOG_PROVIDER and TF_LOG that is set (the first
 * is terraform-plugin-log's, the others Terraform's). Undefined when none is set, and for "off". Any other value, such as "json",
 * means trace, as in Terraform.
 */
export function readLogLevel(env: Environment, providerName: string): LogLevel | undefined {
  const own = `TF_LOG_PROVIDER_${providerName.toUpperCase().replaceAll('-', '_')}`
  const value = [env[own], env['TF_LOG_PROVIDER'], env['TF_LOG']].find(Boolean)?.toLowerCase()
  if (value === undefined || value === 'off') return undefined
  return LOG_LEVELS.find((level) => level === value) ?? 'trace'
}
