import { randomBytes } from 'node:crypto'

/** Auth0's limit for the name of a stream (OAS, `EventStreamName`), in characters. */
const LONGEST_NAME = 128

/** A name that no other stream has, and that tells a person who meets it whose it is: `orders (renaming 5f0c9a1be2d4)`. */
export function temporaryName(name: string): string {
  const mark = ` (renaming ${randomBytes(6).toString('hex')})`
  // By code points, so that none is cut in two.
  return `${[...name].slice(0, LONGEST_NAME - mark.length).join('')}${mark}`.slice(-LONGEST_NAME)
}
