import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'

/** Files by the files that they import, type imports included. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

/** What follows `from`, `import` or `import(`, where it is a path. */
const RELATIVE_IMPORT = /\b(?:from|import)\s*\(?\s*'(\.[^']*)'/g

/** Which file of these folders imports which; what lies outside of them, or in a folder of packages, is left out. */
export function readImports(folders: readonly string[]): ImportGraph {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => posix.join(folder, name)),
  )
  const sources = paths.filter((path) => path.endsWith('.ts') && !path.includes('node_modules/'))
  return graphOf(new Map(sources.map((path) => [path, readFileSync(path, 'utf8')])))
}

/** Which file imports which, by the texts of the files. */
export function graphOf(texts: ReadonlyMap<string, string>): ImportGraph {
  function resolve(from: string, to: string) {
    const path = posix.join(posix.dirname(from), to)
    return [path, `${path}.ts`, `${path}/index.ts`].find((each) => texts.has(each)) ?? []
  }
  const edges = [...texts].map(([path, text]): [string, string[]] => [
    path,
    [...text.matchAll(RELATIVE_IMPORT)].flatMap(([, to = '']) => resolve(path, to)),
  ])
  return new Map(edges)
}

/** A circle of files that starts and ends with the same one; undefined when there is none. */
export function findCircle(graph: ImportGraph): readonly string[] | undefined {
  const finished = new Set<string>()
  function visit(path: string, trail: readonly string[]): readonly string[] | undefined {
    const at = trail.indexOf(path)
    if (at >= 0) return [...trail.slice(at), path]
    if (finished.has(path)) return undefined
    for (const next of graph.get(path) ?? []) {
      const circle = visit(next, [...trail, path])
      if (circle !== undefined) return circle
    }
    finished.add(path)
    return undefined
  }
  for (const path of graph.keys()) {
    const circle = visit(path, [])
    if (circle !== undefined) return circle
  }
  return undefined
}
