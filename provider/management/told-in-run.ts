import { createHash } from 'node:crypto'
import { openNote } from './note'

/** What the processes of one run have told the user, about one subject. Only hashes of the texts are kept. */
export interface ToldInRun {
  /** Whether a process of this run that has ended told it. */
  hasTold(text: string): boolean
  /** Lets the later processes of this run know that this one told it. */
  tell(text: string): void
}

/** What was told in the run that this process belongs to. */
export function openToldInRun(subject: string): ToldInRun {
  const note = openNote(subject)
  const told = new Set<string>()
  let earlier: ReadonlySet<unknown> | undefined
  return {
    hasTold(text) {
      earlier ??= new Set(note.readOfThisRun().flat())
      return earlier.has(hashOf(text))
    },
    tell(text) {
      if (told.size === 0) note.leaveAtExit(() => [...told])
      told.add(hashOf(text))
    },
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64').slice(0, 24)
