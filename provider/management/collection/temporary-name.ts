import { randomBytes } from 'node:crypto'

/** A name that no other object has, and that tells a person who meets it whose it is: `orders (renaming 5f0c9a1be2d4)`. */
export function temporaryName(name: string, longest: number): string {
  const mark = ` (renaming ${randomBytes(6).toString('hex')})`
  // By code points, so that none is cut in two.
  return `${[...name].slice(0, longest - mark.length).join('')}${mark}`.slice(-longest)
}
