import { type Check, warn } from '../dsl/index'

/** Warns of a name that is hard to tell from another one; `noun` says what it names: `Stream`. */
export function plainName(noun: string): Check<string> {
  return (name) => {
    const [invisible] = /[\p{C}\u2028\u2029]/u.exec(name) ?? []
    const problem =
      invisible === undefined
        ? name !== name.trim() && 'begins or ends with white space'
        : 'has characters in it that cannot be seen'
    return problem
      ? warn(
          `${noun} name ${JSON.stringify(name.slice(0, 40))} ${problem}`,
          'Such a name is hard to tell from another one.\n\nIf that is not meant, remove them, for example with trimspace().',
        )
      : []
  }
}
