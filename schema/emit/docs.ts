import { type AnySpec, type Block, type Body, describe, type Rule, type Schema, type Type } from '../dsl/index'
import type { Declared, EmittedFile } from './declared'

/** A page of documentation: the declaration it is about, and what only a person can write. */
export interface Page {
  readonly kind: 'provider' | 'resource' | 'data source'
  readonly schema: Schema
  /** HCL by title; none for a page of the schema alone. */
  readonly examples: readonly (readonly [title: string, hcl: string])[]
  /** Markdown after the schema. */
  readonly closing?: string
}

/** The pages of the documentation, in the layout of the Terraform Registry. */
export function emitDocs(pages: readonly Page[], { provider }: Declared): readonly EmittedFile[] {
  return pages.map((page) => ({ path: pathOf(page, provider), text: renderPage(page) }))
}

function pathOf({ kind, schema }: Page, provider: Schema): string {
  const name = schema.type.replace(`${provider.type}_`, '')
  if (kind === 'provider') return 'docs/index.md'
  return kind === 'resource' ? `docs/resources/${name}.md` : `docs/data-sources/${name}.md`
}

function renderPage({ kind, schema, examples, closing }: Page): string {
  const title = kind === 'provider' ? `${schema.type} provider` : `${schema.type} (${kind})`
  // The registry puts pages into categories, but not its start page, whose settings must not name one.
  const category = kind === 'provider' ? '' : 'subcategory: ""\n'
  const sections = [
    `---\npage_title: "${title}"\n${category}description: "${summaryOf(schema.doc)}"\n---`,
    `# ${title}\n\n${schema.doc}`,
    ...(examples.length === 0 ? [] : [`## Example usage\n\n${examples.map(renderExample).join('\n\n')}`]),
    `## Schema\n\n${renderBody(schema, schema.type)}`,
    ...renderIdentity(schema),
    ...(closing === undefined ? [] : [closing.trim()]),
  ]
  return `${sections.join('\n\n')}\n`
}

function renderExample([title, hcl]: Page['examples'][number]): string {
  return `### ${title}\n\n\`\`\`terraform\n${hcl.trim()}\n\`\`\``
}

/** What Terraform 1.12 and OpenTofu 1.12 know an object by. */
function renderIdentity({ identity, body }: Schema): readonly string[] {
  if (identity === undefined) return []
  const lines = identity.attributes.flatMap((name) => {
    const member = body[name]
    return member?.kind === 'attr' ? [`- \`${name}\` (${typeName(member.type)}) ${describe(member.spec)}`] : []
  })
  return [`## Identity\n\n${IDENTITY_USE}\n\n### Required for import\n\n${lines.join('\n')}`]
}

const IDENTITY_USE =
  'Terraform 1.12 and later and OpenTofu 1.12 and later store this identity in the state, and can import by it. Earlier versions ignore it.'

/** The first line of a text, as a string of YAML. */
function summaryOf(doc: string): string {
  return (doc.split('\n')[0] ?? '').replaceAll('"', "'")
}

type Scope = Pick<Schema, 'body' | 'rules'>

const GROUPS: readonly { readonly title: string; readonly modes: readonly AnySpec['mode'][] }[] = [
  { title: 'Required', modes: ['required'] },
  { title: 'Optional', modes: ['optional', 'inherited', 'defaulted'] },
  { title: 'Read-only', modes: ['computed'] },
]

function renderBody({ body, rules }: Scope, name: string): string {
  const groups = GROUPS.flatMap(({ title, modes }) => {
    const lines = Object.entries(body)
      .filter(([, member]) =>
        member.kind === 'attr'
          ? modes.includes(member.spec.mode)
          : (member.min ?? 0) > 0
            ? title === 'Required'
            : title === 'Optional',
      )
      .map(([member, declared]) => renderMember(member, declared, name))
    return lines.length > 0 ? [`### ${title}\n\n${lines.join('\n')}`] : []
  })
  const ruleLines = rules.flatMap(renderRule)
  const ruleSection = ruleLines.length > 0 ? [`### Rules\n\n${ruleLines.map((line) => `- ${line}`).join('\n')}`] : []
  return [...groups, ...ruleSection, ...nestedBlocks(body, name)].join('\n\n')
}

function nestedBlocks(body: Body, parent: string): readonly string[] {
  return Object.entries(body).flatMap(([name, member]) =>
    member.kind === 'block'
      ? [section(parent, name, `Block \`${name}\``, renderBody(member, anchor(parent, name)))]
      : nestedObjects(name, member.type, parent),
  )
}

/** The fields of the objects in an attribute, a section for each level. */
function nestedObjects(name: string, type: Type, parent: string): readonly string[] {
  const fields = fieldsOf(type)
  if (fields === undefined) return []
  const here = anchor(parent, name)
  const lines = Object.entries(fields).map(
    ([field, inner]) => `- \`${field}\` (${typeName(inner)}${pointer(inner, here, field)})`,
  )
  const deeper = Object.entries(fields).flatMap(([field, inner]) => nestedObjects(field, inner, here))
  return [section(parent, name, `Objects of \`${name}\``, lines.join('\n')), ...deeper]
}

/** The fields of an object type, or of the objects in a collection. */
function fieldsOf(type: Type): { readonly [name: string]: Type } | undefined {
  if (typeof type === 'string' || type[0] === 'tuple') return undefined
  return type[0] === 'object' ? type[1] : fieldsOf(type[1])
}

function section(parent: string, name: string, title: string, text: string): string {
  return `<a id="${anchor(parent, name)}"></a>\n\n## ${title}\n\n${text}`
}

function pointer(type: Type, parent: string, name: string): string {
  return fieldsOf(type) === undefined ? '' : `; see [below](#${anchor(parent, name)})`
}

function anchor(parent: string, name: string): string {
  return `${parent}-${name}`.replaceAll('_', '-')
}

function renderMember(name: string, member: Body[string], parent: string): string {
  if (member.kind === 'block')
    return `- \`${name}\` (${countOf(member)}; see [below](#${anchor(parent, name)})) ${member.doc}${replacement(member.replace, 'Adding or removing this block')}`
  const { spec, type } = member
  const notes = [typeName(type), ...(spec.sensitive ? ['sensitive'] : []), ...(spec.writeOnly ? ['write-only'] : [])]
  const kind = `${notes.join(', ')}${pointer(type, parent, name)}`
  return `- \`${name}\` (${kind}) ${describe(spec)}${replacement(spec.replace, 'Changing this')}`
}

function replacement(reason: string | undefined, change: string): string {
  return reason === undefined ? '' : ` ${change} forces a new resource.`
}

function countOf({ nesting, min = 0, max }: Block): string {
  if (nesting === 'single' || max === 1) return `block, ${min === 1 ? 'exactly' : 'at most'} one`
  const kind = nesting === 'set' ? 'set of blocks' : 'blocks'
  const bounds = [...(min > 0 ? [`at least ${min}`] : []), ...(max === undefined ? [] : [`at most ${max}`])]
  return bounds.length > 0 ? `${kind}, ${bounds.join(' and ')}` : kind
}

function typeName(type: Type): string {
  if (typeof type === 'string') return type
  return type[0] === 'object' || type[0] === 'tuple' ? type[0] : `${type[0]} of ${typeName(type[1])}`
}

function code(name: string): string {
  return `\`${name}\``
}

function renderRule(rule: Rule): readonly string[] {
  if (rule.rule === 'needs')
    return rule.beside === undefined
      ? [`${code(rule.of)} requires ${code(rule.needs)}.`]
      : [`${code(rule.of)} conflicts with ${code(rule.beside)}.`]
  if (rule.rule === 'conflict') return [`${code(rule.of)} conflicts with ${rule.with.map(code).join(', ')}.`]
  if (rule.rule === 'atLeastOne') return [`At least one of ${rule.of.map(code).join(', ')} is required.`]
  return Object.entries(rule.cases).map(([value, needs]) => {
    const words = needs.map((need) => (typeof need === 'string' ? code(need) : `one of ${need.map(code).join(', ')}`))
    const needed = words.length > 0 ? [`requires ${words.join(' and ')}`] : []
    const companions = rule.companions?.[value] ?? []
    const taken = companions.length > 0 ? [`accepts ${companions.map(code).join(', ')}`] : []
    return `\`${rule.by} = "${value}"\` ${[...needed, ...taken].join(', and ')}.`
  })
}
