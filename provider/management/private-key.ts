import { createPrivateKey, type KeyObject } from 'node:crypto'

/** A key that cannot sign as asked. The message says why and shows nothing of the key. */
export class UnusableKeyError extends Error {}

/**
 * Reads a private key in the forms in which it arrives: PEM text, whose line ends may have been written out (`\n`, once or
 * twice), turned into blanks or lost, in quotes, among certificates, or in base64 as a whole.
 *
 * Throws `UnusableKeyError`, which names the cause.
 */
export function readPrivateKey(text: string): KeyObject {
  const pem = unescaped(text.includes(BEGIN) ? text : decoded(text))
  const block = blocksOf(pem).find(({ label }) => label.endsWith('PRIVATE KEY'))
  if (block === undefined) throw new UnusableKeyError(problemOf(pem))
  const problem = problemOfBlock(block)
  if (problem !== undefined) throw new UnusableKeyError(problem)
  try {
    return createPrivateKey(toPem(block))
  } catch {
    throw new UnusableKeyError(
      'what stands between the BEGIN and the END line of the private key is damaged or cut off',
    )
  }
}

const BEGIN = '-----BEGIN '

interface Block {
  readonly label: string
  readonly body: string
}

function blocksOf(pem: string): readonly Block[] {
  return [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----/gs)].map(([, label = '', body = '']) => ({
    label,
    body,
  }))
}

/** No backslash stands in PEM text, so that each was put there by who wrote the text into one line. */
function unescaped(text: string): string {
  return text
    .replaceAll(/\\+u000([ad])/gi, '\n')
    .replaceAll(/\\+[nrt]/g, '\n')
    .replaceAll('\\', '')
}

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/

function decoded(text: string): string {
  const bare = text.replaceAll(/[\s"']+/g, '')
  const inner = BASE64.test(bare) ? Buffer.from(bare, 'base64').toString('latin1') : ''
  return inner.includes(BEGIN) ? inner : text
}

const LINE_CHARACTERS = /.{1,64}/g

function toPem({ label, body }: Block): string {
  const lines = body.replaceAll(/\s+/g, '').match(LINE_CHARACTERS) ?? []
  return [`${BEGIN}${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

function problemOfBlock({ label, body }: Block): string | undefined {
  if (label.startsWith('ENCRYPTED') || /ENCRYPTED/.test(body))
    return 'the private key is encrypted; an unencrypted one is needed'
  return label.startsWith('OPENSSH')
    ? 'the private key has the form of OpenSSH; "ssh-keygen -p -m PEM -f FILE" makes PEM text of a copy of its file'
    : undefined
}

function problemOf(text: string): string {
  const written = text.trim()
  const [, label] = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(written) ?? []
  if (written === '') return 'the private key is empty'
  if (label?.endsWith('PRIVATE KEY')) return 'the private key is cut off: its END line is missing'
  if (label !== undefined) return `a private key is needed, and this is a ${label.toLowerCase()}`
  if (written.startsWith('{')) return 'the private key is JSON, such as a JWK; PEM text is needed'
  if (/^[\w./\\~:-]{1,300}\.(pem|key|p8|txt)$/i.test(written))
    return 'the private key looks like the name of a file; its content is needed, as file("…") gives it'
  return 'the private key is not PEM text, which begins with -----BEGIN PRIVATE KEY----- (or RSA PRIVATE KEY, EC PRIVATE KEY)'
}
