import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The text of a page in `docs/guides`, by its name without the extension. */
export function readGuide(name: string): string {
  return readFileSync(resolve(join('docs', 'guides', `${name}.md`)), 'utf8')
}

/** The code blocks of a page in one language, in order. */
export function codeBlocks(page: string, language: string): readonly string[] {
  const blocks = page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)
  return [...blocks].filter(([, name]) => name === language).map(([, , text = '']) => text)
}
