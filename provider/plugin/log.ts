import { LOG_LEVELS, type LogLevel } from './log-level'
import { plainValue, shortenText } from './log-value'
import { createSecretMask } from './secret-mask'

/** Further keys of a log line. Errors are written as their message, bytes as their number. */
type LogFields = Readonly<Record<string, unknown>>

/** Writes one line per call, if its level is wanted. */
type LogMethod = (message: string, fields?: LogFields) => void

/** Where a plugin says what it does. Terraform shows it to those who set TF_LOG. */
export interface Logger extends Readonly<Record<LogLevel, LogMethod>> {
  /** Whether a line of this level would be written; ask before you compute fields at some cost. */
  isEnabled(level: LogLevel): boolean
  /** From now on this secret is written as `***`, wherever it occurs in a line. */
  mask(secret: string): void
  /** The text with all secrets masked, for messages that go elsewhere. */
  masked(text: string): string
}

/** What a logger needs. */
export interface LoggerOptions {
  /** The least important level to write; undefined writes nothing. */
  readonly level: LogLevel | undefined
  /** Goes into every line as `@module`. */
  readonly module: string
  /** Takes a whole line with its line end. */
  readonly write: (line: string) => void
}

/** go-plugin reads stderr with a buffer of 64 KiB (hashicorp/go-plugin, client.go); a longer line is split and is no JSON then. */
const MAX_LINE_BYTES = 64 * 1024 - 1

/** A logger of hclog's JSON lines, which go-plugin reads back (hashicorp/go-plugin, log_entry.go). */
export function createLogger({ level, module, write }: LoggerOptions): Logger {
  const secrets = createSecretMask()
  const lowest = level === undefined ? LOG_LEVELS.length : LOG_LEVELS.indexOf(level)
  const isEnabled = (asked: LogLevel) => LOG_LEVELS.indexOf(asked) >= lowest

  function method(own: LogLevel): LogMethod {
    if (!isEnabled(own)) return () => {}
    return (message, fields = {}) => {
      const head = {
        '@level': own,
        '@message': secrets.apply(message),
        '@module': module,
        '@timestamp': timestamp(new Date()),
      }
      // What a line cannot hold must not decide what becomes of the work that it is about.
      try {
        write(formatLine(head, fields, secrets.apply))
      } catch {
        write(stringify(head, { unprintable: true }, secrets.apply))
      }
    }
  }

  return {
    trace: method('trace'),
    debug: method('debug'),
    info: method('info'),
    warn: method('warn'),
    error: method('error'),
    isEnabled,
    mask: secrets.add,
    masked: secrets.apply,
  }
}

/** hclog's time format has exactly six fraction digits; go-plugin takes a line with fewer for plain text. */
function timestamp(now: Date): string {
  return now.toISOString().replace('Z', '000Z')
}

type LineHead = Readonly<Record<`@${string}`, string>>

/** The whole line, or one with its long values cut, or the head alone: the first that fits. */
function formatLine(head: LineHead, fields: LogFields, mask: (text: string) => string): string {
  const whole = stringify(head, fields, mask)
  if (Buffer.byteLength(whole) <= MAX_LINE_BYTES) return whole
  const cut = (text: string) => shortenText(mask(text))
  const short = stringify(head, fields, cut)
  return Buffer.byteLength(short) <= MAX_LINE_BYTES ? short : stringify(head, { truncated: true }, cut)
}

function stringify(head: LineHead, fields: LogFields, text: (value: string) => string): string {
  return `${JSON.stringify({ ...(plainValue(fields, text) as object), ...head })}\n`
}
