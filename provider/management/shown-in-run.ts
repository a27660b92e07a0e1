import { createHash } from 'node:crypto'
import { openNote } from './note'

/** The texts that the processes of one run have shown to the user. Only their hashes are kept. */
export interface ShownInRun {
  /** Whether a process of this run that has ended showed this text. */
  wasShown(text: string): boolean
  /** Records for the later processes of this run that this one showed it. */
  markShown(text: string): void
}

/** The texts shown in the run that this process belongs to, about one subject. */
export function openShownInRun(subject: string): ShownInRun {
  const note = openNote(subject)
  const shown = new Set<string>()
  let earlier: ReadonlySet<unknown> | undefined
  return {
    wasShown(text) {
      earlier ??= new Set(note.readOfThisRun().flat())
      return earlier.has(hashOf(text))
    },
    markShown(text) {
      if (shown.size === 0) note.leaveAtExit(() => [...shown])
      shown.add(hashOf(text))
    },
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, 24)
}
