/** Bytes as a person writes them: hexadecimal digits, spaces where they help. */
export const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

/** The same bytes for an expectation, without spaces. */
export const hexOf = (encoded: Uint8Array): string => Buffer.from(encoded).toString('hex')

/** Text as hexadecimal digits. */
export const hexText = (text: string): string => Buffer.from(text, 'utf8').toString('hex')
