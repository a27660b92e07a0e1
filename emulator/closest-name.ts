/** The name that was most likely meant by another: the same but for case and separators, or a few letters different. */
export function closestName(
  given: string,
  names: readonly string[],
  mostSlips = Number.POSITIVE_INFINITY,
): string | undefined {
  const plain = plainForm(given)
  const same = names.find((name) => plainForm(name) === plain)
  if (same !== undefined) return same
  const ranked = names.map((name) => ({
    name,
    distance: editDistance(plain, plainForm(name)),
    start: sharedStart(plain, plainForm(name)),
  }))
  const [nearest] = ranked.sort((one, other) => one.distance - other.distance || other.start - one.start)
  return nearest !== undefined && nearest.distance <= Math.min(mostSlips, longestSlip(plain)) ? nearest.name : undefined
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(given: string, names: readonly string[]): string {
  const close = closestName(given, names)
  return close === undefined ? '' : ` Did you mean "${close}"?`
}

/** How many letters two words begin with alike: of two names as far away, that with the same beginning is meant. */
function sharedStart(one: string, other: string): number {
  const different = [...one].findIndex((letter, index) => letter !== other[index])
  return different < 0 ? one.length : different
}

function plainForm(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '')
}

/** In long names two slips are still recognizable, in short ones a single one makes another word. */
function longestSlip({ length }: string): number {
  if (length <= 3) return 1
  return length <= 7 ? 2 : 3
}

/** How many letters have to be put in, taken out, exchanged or swapped with their neighbor. */
function editDistance(one: string, other: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      const options = [at(last, column) + 1, at(next, column - 1) + 1, at(last, column - 1) + cost]
      next.push(Math.min(...options, swapped ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY))
    }
    ;[before, last] = [last, next]
  }
  return at(last, other.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
