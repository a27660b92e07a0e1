/** Bytes as a person writes them: hexadecimal digits, spaces where they help. */
export function bytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
}

/** The same bytes for an expectation, without spaces. */
export function hexOf(encoded: Uint8Array): string {
  return Buffer.from(encoded).toString('hex')
}

/** Text as hexadecimal digits. */
export function hexText(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex')
}
