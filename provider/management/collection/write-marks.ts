/** When the objects of a tenant were written by this process: a counter that moves when a write begins and when it ends. */
export interface WriteMarks {
  /** 0 before the first write. */
  readonly latest: number
  /** Whether a write of that object is under way, or has begun or ended after the counter was at `mark`. */
  isWritten(id: string, mark: number): boolean
  /** Runs a write; the id is undefined for a create. */
  during<Result>(id: string | undefined, write: () => Promise<Result>): Promise<Result>
}

const MARKS = new Map<string, WriteMarks>()

/** The marks of the tenant at this origin: the same for all clients of this process. */
export function writeMarksOf(origin: string): WriteMarks {
  const known = MARKS.get(origin)
  if (known !== undefined) return known
  const marks = createWriteMarks()
  MARKS.set(origin, marks)
  return marks
}

function createWriteMarks(): WriteMarks {
  let latest = 0
  const last = new Map<string, number>()
  const underWay = new Map<string, number>()
  function move(id: string | undefined, by: 1 | -1) {
    latest += 1
    if (id === undefined) return
    last.set(id, latest)
    underWay.set(id, (underWay.get(id) ?? 0) + by)
  }
  return {
    get latest() {
      return latest
    },
    isWritten: (id, mark) => (underWay.get(id) ?? 0) > 0 || (last.get(id) ?? 0) > mark,
    async during(id, write) {
      move(id, 1)
      try {
        return await write()
      } finally {
        move(id, -1)
      }
    },
  }
}
