import type { FunctionDeclaration, Parameter, Type } from '../dsl/index'
import type { Declared, EmittedFile } from './declared'
import { functionExample } from './function-examples'

/** The pages of the functions, in the layout of the Terraform Registry. */
export function emitFunctionDocs({ functions = [], provider }: Declared): readonly EmittedFile[] {
  return functions.map((declared) => ({
    path: `docs/functions/${declared.name}.md`,
    text: renderPage(declared, provider.type),
  }))
}

function renderPage(declared: FunctionDeclaration, provider: string): string {
  const { name, summary, doc } = declared
  const title = `${name} (function)`
  const example = functionExample(name)
  const sections = [
    `---\npage_title: "${title}"\nsubcategory: ""\ndescription: "${summary.replaceAll('"', "'")}"\n---`,
    `# ${title}\n\n${summary} ${doc}\n\nRequires Terraform 1.8 or OpenTofu 1.7. The provider needs no credentials for it.`,
    ...(example === undefined ? [] : [`## Example usage\n\n\`\`\`terraform\n${example.trim()}\n\`\`\``]),
    `## Signature\n\n\`\`\`text\n${signatureOf(declared, provider)}\n\`\`\``,
    `## Arguments\n\n${argumentsOf(declared).join('\n')}`,
  ]
  return `${sections.join('\n\n')}\n`
}

function signatureOf({ name, parameters, variadic, returns }: FunctionDeclaration, provider: string): string {
  const fixed = parameters.map((parameter) => `${parameter.name} string`)
  const written = [...fixed, ...(variadic ? [`${variadic.name} string...`] : [])]
  return `provider::${provider}::${name}(${written.join(', ')}) ${typeName(returns)}`
}

function typeName(type: Type): string {
  if (typeof type === 'string') return type
  if (type[0] !== 'object') return type[0] === 'tuple' ? 'tuple' : `${type[0]} of ${typeName(type[1])}`
  const fields = Object.entries(type[1]).map(([name, field]) => `${name} = ${typeName(field)}`)
  return `object({ ${fields.join(', ')} })`
}

function argumentsOf({ parameters, variadic }: FunctionDeclaration): readonly string[] {
  const all: readonly (readonly [Parameter, string])[] = [
    ...parameters.map((parameter) => [parameter, 'string'] as const),
    ...(variadic ? [[variadic, 'variadic, string'] as const] : []),
  ]
  return all.map(([{ name, doc }, kind], index) => `${index + 1}. \`${name}\` (${kind}) ${doc}`)
}
