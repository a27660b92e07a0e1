import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Plugin, transform } from 'esbuild'

/** A file that a source reads from beside itself, at its start. */
const READING = /readFileSync\(join\(__dirname, '([^']+)'\), 'utf8'\)/g

/**
 * Puts the text of files for browsers in the place of their reading, so that a bundle needs no file beside it. Fails the build
 * when one of them does not parse.
 */
export const textFiles: Plugin = {
  name: 'texts of files for browsers',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]browser-files\.ts$/ }, async ({ path }) => {
      const source = readFileSync(path, 'utf8')
      const names = [...source.matchAll(READING)].map(([, name = '']) => name)
      const texts = new Map(
        await Promise.all(names.map(async (name) => [name, await read(dirname(path), name)] as const)),
      )
      const contents = source.replaceAll(READING, (_, name: string) => JSON.stringify(texts.get(name)))
      return { contents, loader: 'ts', watchFiles: names.map((name) => join(dirname(path), name)) }
    })
  },
}

async function read(folder: string, name: string): Promise<string> {
  const text = readFileSync(join(folder, name), 'utf8')
  const { code } = await transform(text, { loader: name.endsWith('.css') ? 'css' : 'js', minifyWhitespace: true })
  return code
}
