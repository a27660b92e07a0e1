import { formatPath, type Path } from './path'

/** An error or a warning for the user. It is returned, never thrown, since warnings do not end an operation. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning'
  /**
   * About four words in sentence case, without a full stop. A warning names the value or the object, since Terraform shows one
   * of several warnings with the same summary.
   */
  readonly summary: string
  /** What happened, why or what is allowed, and in the last paragraph what to do next. Never a secret. */
  readonly detail: string
  readonly path?: Path
}

/** A diagnostic that stops the operation. */
export function error(summary: string, detail: string, path?: Path): Diagnostic {
  return {
    severity: 'error',
    summary,
    detail,
    ...(path && { path }),
  }
}

/** A diagnostic that is shown and stops nothing. */
export function warning(summary: string, detail: string, path?: Path): Diagnostic {
  return {
    ...error(summary, detail, path),
    severity: 'warning',
  }
}

/** Whether the list holds a failure. */
export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error')
}

/** A mistake of this provider, named before Terraform names it in its own words. */
export function providerBug(what: string, path: Path = []): Diagnostic {
  const where = path.length > 0 ? ` at ${formatPath(path)}` : ''
  return error(
    'Provider bug',
    `${what}${where}.\n\nThis is a mistake in the provider, not in your configuration. Please report it with this message and the configuration, without its secrets.`,
    path,
  )
}
