import { isBuiltin } from 'node:module'
import { compileFunction } from 'node:vm'
import type { ActionContent, ActionDependency } from './action-store'
import { type BuildError, DOCUMENTATION } from './build-error'

/** The states of a build that can be met here. Auth0 knows `packaged` as well. */
export type BuildStatus = 'pending' | 'building' | 'retrying' | 'built' | 'failed'

/** What decides how a build goes on. */
export interface BuildTime {
  readonly elapsedMs: number
  /** How long a build takes; one that fails is tried once more. */
  readonly delayMs: number
}

/**
 * Where the build of an Action stands. Derived from the time that has passed, so that nothing has to tick: the first half
 * of the delay it is pending, the second half building; a build that fails is retried for another delay.
 */
export function buildStatus({ elapsedMs, delayMs }: BuildTime, fails = false): BuildStatus {
  if (elapsedMs < delayMs) return elapsedMs >= delayMs / 2 ? 'building' : 'pending'
  if (!fails) return 'built'
  return elapsedMs < 2 * delayMs ? 'retrying' : 'failed'
}

/** A package's name as npm takes it, scope included. */
const PACKAGE_NAME = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i

/** A version, a range of versions or a tag. */
const PACKAGE_VERSION = /^(latest|next|[\^~]?\d+(\.(\d+|x|\*)){0,2}([-+][\w.+-]+)?)$/i

/** What a build does not accept. */
export interface BuildRules {
  /** Packages that no build gets, by name or as `name@version`. */
  readonly badDependencies: readonly string[]
  /** Whether code that does not parse is built all the same, to fail when it runs. */
  readonly buildsAnyCode: boolean
}

/**
 * Why a build of this content fails; undefined when it does not. No registry is asked: a dependency is bad when npm could
 * not have it (recorded: a module of Node's own), or when the tenant was told that it is.
 */
export function findBuildError(content: ActionContent, rules: BuildRules): BuildError | undefined {
  const bad = content.dependencies.find((dependency) => isBad(dependency, rules.badDependencies))
  if (bad !== undefined) {
    const msg = `the dependency ${bad.name}@${bad.version} cannot be installed`
    return { id: 'invalid_dependency', msg, url: `${DOCUMENTATION}/manage-dependencies` }
  }
  const msg = rules.buildsAnyCode ? undefined : findSyntaxError(content)
  return msg === undefined ? undefined : { id: 'invalid_code', msg, url: `${DOCUMENTATION}/action-coding-guidelines` }
}

/** Contents are never changed in place, so that one look is enough. Empty for code that parses. */
const syntaxErrors = new WeakMap<ActionContent, string>()

function findSyntaxError(content: ActionContent): string | undefined {
  const known = syntaxErrors.get(content) ?? describeSyntaxError(content.code)
  syntaxErrors.set(content, known)
  return known === '' ? undefined : known
}

/** Compiles the code as the sandbox does, without running any of it. */
function describeSyntaxError(code: string): string {
  try {
    compileFunction(code, ['exports', 'require', 'module'], { filename: 'action.js' })
    return ''
  } catch (error) {
    const { message, stack = '' } = error as Error
    return `SyntaxError: ${message} (${placeIn(stack)})`
  }
}

/** V8's report begins with the file and the line, then that line of the code, then carets below the place. */
function placeIn(report: string): string {
  const [place = '', , carets = ''] = report.split('\n')
  const column = carets.indexOf('^')
  return column < 0 ? place : `${place}:${column + 1}`
}

function isBad({ name, version }: ActionDependency, bad: readonly string[]): boolean {
  if (!PACKAGE_NAME.test(name) || !PACKAGE_VERSION.test(version) || isBuiltin(name)) return true
  return bad.includes(name) || bad.includes(`${name}@${version}`)
}

/** A time as actions carry it: nanoseconds, of which the clock knows the first three digits after the point. */
export function toNanosecondTimestamp(timeMs: number, nanoseconds = 0): string {
  return new Date(timeMs).toISOString().replace('Z', `${String(nanoseconds).padStart(6, '0')}Z`)
}
