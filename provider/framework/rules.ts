import { type Body, isUnknown, type Rule, type Value } from '../../schema/dsl/index'
import { type Diagnostic, error } from './diagnostic'
import { blockPath, type ObjectValue } from './object-value'
import type { Path } from './path'

type Of<R extends Rule['rule']> = Extract<Rule, { rule: R }>

interface Scope {
  readonly body: Body
  readonly config: ObjectValue
  readonly path: Path
}

/** The faults between the members of one configured body. Rules that depend on an unknown value are not checked. */
export function brokenRules(rules: readonly Rule[], scope: Scope): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  function isBlamed({ path = [] }: Diagnostic) {
    return found.some((earlier) => earlier.path?.at(-1) === path.at(-1))
  }
  for (const rule of rules) {
    // One fault per member: where an argument is out of place, a missing partner is not reported as well.
    found.push(...brokenRule(rule, scope).filter((fault) => rule.rule === 'variant' || !isBlamed(fault)))
  }
  return found
}

function brokenRule(rule: Rule, scope: Scope): readonly Diagnostic[] {
  if (rule.rule === 'variant') return brokenVariant(rule, scope)
  if (rule.rule === 'needs') return brokenNeed(rule, scope)
  if (rule.rule === 'conflict') return brokenConflict(rule, scope)
  return brokenAtLeastOne(rule, scope)
}

// A block that may be unknown is a list; an empty list is a block that is not there.
function isAbsent(value: Value | undefined): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}
function isPresent(value: Value | undefined): boolean {
  return !isAbsent(value) && !isUnknown(value)
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

function nounOf(scope: Scope, name: string): string {
  return scope.body[name]?.kind === 'block' ? 'block' : 'argument'
}

type Need = string | readonly string[]
function namesOf(need: Need): readonly string[] {
  return typeof need === 'string' ? [need] : need
}
function wordsOf(needs: readonly Need[]): string {
  return needs.map((need) => listed(namesOf(need))).join(', and ')
}

function brokenVariant(rule: Of<'variant'>, scope: Scope): readonly Diagnostic[] {
  const value = scope.config[rule.by]
  const needs = typeof value === 'string' ? rule.cases[value] : undefined
  if (typeof value !== 'string' || needs === undefined) return []
  const misplaced = misplacedMembers(rule, value, needs, scope)
  return [
    ...misplaced,
    ...(misplaced.length === 0 ? missingMembers(rule, value, needs, scope) : []),
    ...surplusMembers(needs, scope),
  ]
}

// Terraform resolves a path that ends at a block to the whole resource, so it goes on to the block's first argument.
function pathTo(scope: Scope, name: string): Path {
  const member = scope.body[name]
  const path = [...scope.path, name]
  return member?.kind === 'block' ? [...blockPath(member, path, 0), ...Object.keys(member.body).slice(0, 1)] : path
}

function membersOf({ cases, companions }: Of<'variant'>, value: string): readonly string[] {
  return [...(cases[value] ?? []).flatMap(namesOf), ...(companions?.[value] ?? [])]
}

function misplacedMembers(
  rule: Of<'variant'>,
  value: string,
  needs: readonly Need[],
  scope: Scope,
): readonly Diagnostic[] {
  const own = new Set(membersOf(rule, value))
  const wanted = needs.length > 0 ? `, which needs ${wordsOf(needs)}` : ''
  const hasOwn = own.size === 0 || [...own].some((name) => isPresent(scope.config[name]))
  const isWhole = hasOwn && missingMembers(rule, value, needs, scope).length === 0
  return Object.keys(rule.cases).flatMap((other) =>
    membersOf(rule, other)
      .filter((name) => !own.has(name) && isPresent(scope.config[name]))
      .map((name) =>
        error(
          'Invalid argument combination',
          `${name} can only be set when ${rule.by} is "${other}", but it is "${value}"${wanted}.\n\nRemove ${name}${isWhole ? '' : `, or set ${rule.by} = "${other}"`}.`,
          pathTo(scope, name),
        ),
      ),
  )
}

function missingMembers(
  rule: Of<'variant'>,
  value: string,
  needs: readonly Need[],
  scope: Scope,
): readonly Diagnostic[] {
  return needs
    .filter((need) => namesOf(need).every((name) => isAbsent(scope.config[name])))
    .map((need) => {
      const [first = rule.by, ...others] = namesOf(need)
      const noun = nounOf(scope, first)
      return error(
        `Missing ${noun}`,
        `${rule.by} = "${value}" needs ${others.length > 0 ? 'one of ' : ''}${listed(namesOf(need))}.\n\nAdd the ${noun} ${listed(namesOf(need))}.`,
        [...scope.path, first],
      )
    })
}

function surplusMembers(needs: readonly Need[], scope: Scope): readonly Diagnostic[] {
  return needs.flatMap((need) => {
    const present = namesOf(need).filter((name) => isPresent(scope.config[name]))
    const [kept, ...others] = present
    return others.map((name) => conflict(name, kept ?? '', scope))
  })
}

function conflict(name: string, other: string, scope: Scope): Diagnostic {
  return error('Conflicting arguments', `${name} conflicts with ${other}.\n\nKeep one of the two.`, [
    ...scope.path,
    name,
  ])
}

function brokenNeed({ of: name, needs, beside = name }: Of<'needs'>, scope: Scope): readonly Diagnostic[] {
  const isChecked = isPresent(scope.config[name]) && isPresent(scope.config[beside])
  if (!isChecked || !isAbsent(scope.config[needs])) return []
  const detail = `${name} is set, and needs ${needs}, which is not.\n\nAdd ${needs}, or remove ${name}.`
  return [error('Missing argument', detail, [...scope.path, name])]
}

function brokenConflict(rule: Of<'conflict'>, scope: Scope): readonly Diagnostic[] {
  if (!isPresent(scope.config[rule.of])) return []
  return rule.with.filter((name) => isPresent(scope.config[name])).map((name) => conflict(name, rule.of, scope))
}

function brokenAtLeastOne({ of: names }: Of<'atLeastOne'>, scope: Scope): readonly Diagnostic[] {
  if (names.some((name) => !isAbsent(scope.config[name]))) return []
  const detail = `At least one of ${listed(names)} is required.\n\nAdd ${listed(names)}.`
  return [error(`Missing ${nounOf(scope, names[0])}`, detail, [...scope.path, names[0]])]
}
