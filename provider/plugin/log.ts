import { LOG_LEVELS, type LogLevel } from './log-level'
import { plainValue, shortenText } from './log-value'
import { createSecretMask } from './secret-mask'

/** Further keys of a log line. An error is written as its message, bytes as their count. */
type LogFields = Readonly<Record<string, unknown>>

/** Writes one line per call, if its level is enabled. */
type LogMethod = (message: string, fields?: LogFields) => void

/** The log of a plugin. Terraform shows it when TF_LOG is set. */
export interface Logger extends Readonly<Record<LogLevel, LogMethod>> {
  /** Whether a line of this level would be written; check before computing expensive fields. */
  isEnabled(level: LogLevel): boolean
  /** Writes this secret as `***` in all later lines, wherever it occurs. */
  mask(secret: string): void
  /** The text with all secrets masked, for messages outside the log. */
  masked(text: string): string
}

/** Level, module name and output of a logger. */
export interface LoggerOptions {
  /** The least important level to write; undefined writes nothing. */
  readonly level: LogLevel | undefined
  /** `@module` of every line. */
  readonly module: string
  /** Receives a whole line with its line end. */
  readonly write: (line: string) => void
}

/** go-plugin reads stderr with a buffer of 64 KiB (hashicorp/go-plugin, client.go); a longer line is split and no longer valid JSON. */
const MAX_LINE_BYTES = 64 * 1024 - 1

/** A logger that writes hclog's JSON lines, which go-plugin parses (hashicorp/go-plugin, log_entry.go). */
export function createLogger({ level, module, write }: LoggerOptions): Logger {
  const secrets = createSecretMask()
  const lowest = level === undefined ? LOG_LEVELS.length : LOG_LEVELS.indexOf(level)
  function isEnabled(asked: LogLevel) {
    return LOG_LEVELS.indexOf(asked) >= lowest
  }

  function method(own: LogLevel): LogMethod {
    if (!isEnabled(own)) return () => {}
    return (message, fields = {}) => {
      const head = {
        '@level': own,
        '@message': secrets.apply(message),
        '@module': module,
        '@timestamp': timestamp(new Date()),
      }
      // A field that cannot be written must not fail the operation that is logged.
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

/** hclog's time format has exactly six fraction digits; go-plugin treats a line with fewer as plain text. */
function timestamp(now: Date): string {
  return now.toISOString().replace('Z', '000Z')
}

type LineHead = Readonly<Record<`@${string}`, string>>

/** The first that fits: the whole line, the line with long values cut, or the head alone. */
function formatLine(head: LineHead, fields: LogFields, mask: (text: string) => string): string {
  const whole = stringify(head, fields, mask)
  if (Buffer.byteLength(whole) <= MAX_LINE_BYTES) return whole
  function cut(text: string) {
    return shortenText(mask(text))
  }
  const short = stringify(head, fields, cut)
  return Buffer.byteLength(short) <= MAX_LINE_BYTES ? short : stringify(head, { truncated: true }, cut)
}

function stringify(head: LineHead, fields: LogFields, text: (value: string) => string): string {
  return `${JSON.stringify({ ...(plainValue(fields, text) as object), ...head })}\n`
}
