/** Writes log lines for Terraform's log. Fields are plain data; the writer masks the secrets given to `mask`. */
export interface Logger {
  trace(message: string, fields?: LogFields): void
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** Whether a line of this level would be written; asked before a line that costs something to make. */
  isEnabled(level: 'trace' | 'debug' | 'info' | 'warn' | 'error'): boolean
  /** From now on the text is printed as `***` wherever it occurs in a log line. */
  mask(secret: string): void
  /** The text with every such secret masked, for what is shown elsewhere. */
  masked(text: string): string
}

/** Extra data of a log line, by name. */
export type LogFields = { readonly [name: string]: unknown }

/** A logger that writes nothing. */
export const silentLogger: Logger = {
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  isEnabled: () => false,
  mask: () => {},
  masked: (text) => text,
}
