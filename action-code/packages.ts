import type { AnyNode } from 'acorn'
import { suggest } from '../schema/dsl/index'
import { type Finding, findingAt } from './finding'
import type { Scopes } from './scopes'
import { ancestorsOf, type SyntaxTree } from './syntax-tree'

/** The modules of Node.js 22 that are loaded by a name without `node:`. Any name with `node:` is taken for one. */
const NODE_MODULES =
  'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib'.split(
    ' ',
  )

/** Whether a package has the name of a module of Node.js, and so cannot be what is meant. */
export function isNodeModule(name: string): boolean {
  return NODE_MODULES.includes(name)
}

/** Packages that the code loads and that are not dependencies. Optional ones, loaded in a `try` statement, are not reported. */
export function findPackageFaults(
  tree: SyntaxTree,
  scopes: Scopes,
  dependencies: readonly string[],
): readonly Finding[] {
  const loaded = tree.nodes.flatMap((node) => {
    const source = loadedBy(node, scopes)
    return source === undefined || isCaught(tree, node) ? [] : [{ node, source }]
  })
  const once = new Map([...loaded].reverse().map(({ node, source }) => [source, node]))
  return [...once].reverse().flatMap(([source, node]) => faultOf(source, node, dependencies) ?? [])
}

/** The literal argument of `require('…')` or `import('…')`. */
function loadedBy(node: AnyNode, scopes: Scopes): string | undefined {
  if (node.type === 'ImportExpression') return textOf(node.source)
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return undefined
  const isRequire = node.callee.name === 'require' && scopes.bindingOf(node.callee) === undefined
  return isRequire && node.arguments.length === 1 ? textOf(node.arguments[0]) : undefined
}

function textOf(node: AnyNode | undefined): string | undefined {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined
  return node?.type === 'TemplateLiteral' && node.expressions.length === 0
    ? (node.quasis[0]?.value.cooked ?? undefined)
    : undefined
}

function isCaught(tree: SyntaxTree, node: AnyNode): boolean {
  return ancestorsOf(tree, node).some((above) => above.type === 'TryStatement')
}

function faultOf(source: string, node: AnyNode, dependencies: readonly string[]): Finding | undefined {
  if (/^\.{0,2}\//.test(source) || source === '.' || source === '..') {
    const detail = `The code loads the file ${JSON.stringify(source)}, and an Action is one file.`
    return findingAt(
      node,
      'dependency',
      detail,
      'Bundle the files into one, such as with esbuild --bundle --format=cjs --platform=node.',
    )
  }
  const name = packageOf(source)
  if (name === undefined || NODE_MODULES.includes(name) || dependencies.includes(name)) return undefined
  const near = suggest(name, dependencies)
  const detail = `The code loads the package ${JSON.stringify(name)}, which is not among the dependencies of the Action.`
  const advice =
    near === undefined
      ? 'Add it to the dependencies, with its version.'
      : `Did you mean ${JSON.stringify(near)}? If not, add it to the dependencies, with its version.`
  return findingAt(node, 'dependency', detail, advice)
}

/** The package of a source such as `@scope/name/file`, or undefined for other sources, such as `node:fs` and `actions:name`. */
function packageOf(source: string): string | undefined {
  return /^(?:@[^/:]+\/)?[^/:@]+(?=\/|$)/.exec(source)?.[0]
}
