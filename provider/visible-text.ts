/**
 * Characters that a terminal obeys or hides instead of showing them: controls (C0, DEL, C1), formats (bidirectional
 * overrides, zero-width characters, byte order marks), line and paragraph separators, and halves of surrogate pairs.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** Text of others in one line, with every character that cannot be seen written as JSON writes it: `\u001b`. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, escaped)
}

/** Text of several lines, such as a message with text of others in it: as `visible`, but line ends and tabs stay. */
export function visibleLines(text: string): string {
  return text.replace(INVISIBLE, (character) =>
    character === '\n' || character === '\t' ? character : escaped(character),
  )
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => unitOf(character.charCodeAt(index))).join('')
}

function unitOf(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`
}
