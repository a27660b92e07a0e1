/**
 * The opaque `next` of a list. It holds the place, in order of creation, of the last stream of the page, not an offset:
 * streams deleted or created between two pages neither repeat a stream nor hide one.
 */
export function encodeCursor(sequence: number): string {
  return Buffer.from(JSON.stringify({ after: sequence })).toString('base64url')
}

/** The place that a cursor holds, or undefined when it is none of ours. */
export function decodeCursor(cursor: string): number | undefined {
  try {
    const { after } = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as { after?: unknown }
    return Number.isSafeInteger(after) && encodeCursor(after as number) === cursor ? (after as number) : undefined
  } catch {
    return undefined
  }
}
