import type { checkActionCode, Finding, isNodeModule } from '../../../action-code/index'
import type { action } from '../../../schema/auth0/index'
import { type ConfigOf, isUnknown } from '../../../schema/dsl/index'
import { type Diagnostic, warning } from '../../framework/index'
import { visible } from '../../visible-text'
import { excerptOf } from './code-excerpt'

type Config = ConfigOf<typeof action>

interface CodeCheck {
  readonly checkActionCode: typeof checkActionCode
  readonly isNodeModule: typeof isNodeModule
}

let check: CodeCheck | undefined

/** Loads the check, whose parser is larger than all that most runs need. */
export async function loadCodeCheck(): Promise<void> {
  check ??= await import('../../../action-code/index')
}

/** What is wrong with the code of a configured Action, as far as it is known; nothing until the check is loaded. */
export function findingsIn(config: Config): readonly Finding[] {
  const triggers = isUnknown(config.supported_triggers) ? [] : config.supported_triggers
  const [{ id } = { id: null }] = triggers
  if (check === undefined || typeof config.code !== 'string' || typeof id !== 'string') return []
  return check.checkActionCode(config.code, id, {
    secrets: secretsOf(config),
    dependencies: namesOf(config.dependencies),
  })
}

/** What keeps code from being parsed; nothing until the check is loaded. */
export function syntaxFaults(code: string): readonly Finding[] {
  return check?.checkActionCode(code, '').filter(({ kind }) => kind === 'syntax') ?? []
}

/** The findings as warnings: Auth0 decides, and runs code that another reader finds wrong. */
export function codeWarnings(config: Config): readonly Diagnostic[] {
  const found = findingsIn(config).map((finding) => toWarning(finding, String(config.code), String(config.name)))
  return [...tooLong(config), ...found.slice(0, MOST_SHOWN), ...hidden(config, found.length - MOST_SHOWN)]
}

/** How many findings of one Action are shown, so that a plan can still be read. */
const MOST_SHOWN = 10

function hidden({ name }: Config, count: number): readonly Diagnostic[] {
  return count <= 0
    ? []
    : [
        warning(
          `Code of Action ${JSON.stringify(String(name))}: ${count} more ${count === 1 ? 'finding' : 'findings'}`,
          `The plan shows the first ${MOST_SHOWN}.\n\nCorrect these, and run the command again to see the next ones.`,
          ['code'],
        ),
      ]
}

/** Auth0's limit of an Action's code, 100 kB. Source: Auth0's entity limits. */
const LARGEST_CODE_BYTES = 100_000

function tooLong({ code, name }: Config): readonly Diagnostic[] {
  const bytes = typeof code === 'string' ? Buffer.byteLength(code) : 0
  return bytes <= LARGEST_CODE_BYTES
    ? []
    : [
        warning(
          `Code of Action ${JSON.stringify(String(name))} is too long`,
          `The code has ${bytes} bytes; Auth0 takes up to 100 kB, so it will most likely refuse the Action.\n\nShorten it: minify a bundle, and install packages with dependencies blocks in place of bundling them.`,
          ['code'],
        ),
      ]
}

function toWarning({ message, hint, line, column }: Finding, code: string, name: string): Diagnostic {
  const excerpt = excerptOf(code, { line, column })
  return warning(
    // Of warnings with the same summary Terraform shows one.
    `Code of Action ${JSON.stringify(name)}, line ${line}, column ${column}: ${visible(message)}`,
    `${excerpt}\n\n${visible(hint)}`,
    ['code'],
  )
}

/** Warnings of dependencies that cannot be installed. Recorded by the official provider: a build with "crypto" fails. */
export function dependencyWarnings({ dependencies }: Config): readonly Diagnostic[] {
  return (namesOf(dependencies) ?? [])
    .filter((name) => check?.isNodeModule(name))
    .map((name) =>
      warning(
        `Dependency ${JSON.stringify(name)} is a module of Node.js`,
        `${JSON.stringify(name)} belongs to Node.js itself and is no npm package that Auth0 installs, so the build will most likely fail.\n\nRemove the dependencies block: require(${JSON.stringify(name)}) works without it.`,
        ['dependencies'],
      ),
    )
}

/** The names of the secrets; undefined while one of them is not known. */
function secretsOf({ secrets, secrets_wo }: Config): readonly string[] | undefined {
  const [stored, writeOnly] = [namesOf(secrets), namesOf(secrets_wo)]
  return stored && writeOnly && [...stored, ...writeOnly]
}

function namesOf(
  blocks: Config['secrets'] | Config['secrets_wo'] | Config['dependencies'],
): readonly string[] | undefined {
  if (isUnknown(blocks)) return undefined
  const names = blocks.map(({ name }) => name)
  return names.every((name) => typeof name === 'string') ? names : undefined
}
