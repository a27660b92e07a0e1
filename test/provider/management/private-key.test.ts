import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { readPrivateKey } from '../../../provider/management/private-key'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const PKCS1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
const SEC1 = ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString()
const PUBLIC = publicKey.export({ type: 'spki', format: 'pem' }).toString()
const ENCRYPTED = privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'hush' })
  .toString()
const ENCRYPTED_PKCS1 = privateKey
  .export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'hush' })
  .toString()

function base64(text: string) {
  return Buffer.from(text).toString('base64')
}

/** A PEM text in the forms in which it arrives from variables of CI systems, from JSON and from editors. */
const FORMS: Readonly<Record<string, (pem: string) => string>> = {
  'as it is': (pem) => pem,
  'with \\n written out': (pem) => pem.replaceAll('\n', '\\n'),
  'with \\n written out twice': (pem) => pem.replaceAll('\n', '\\\\n'),
  'with \\n written out three times': (pem) => pem.replaceAll('\n', '\\\\\\\\n'),
  'with \\r\\n written out': (pem) => pem.replaceAll('\n', '\\r\\n'),
  'with \\n written out before real line ends': (pem) => pem.replaceAll('\n', '\\n\n'),
  'with a backslash at each line end': (pem) => pem.replaceAll('\n', '\\\n'),
  'as JSON writes it': (pem) => JSON.stringify(pem),
  'as JSON writes JSON': (pem) => JSON.stringify(JSON.stringify(pem)),
  'as JSON with escaped slashes': (pem) => JSON.stringify(pem).replaceAll('/', '\\/'),
  'as JSON with line ends as numbers': (pem) => pem.replaceAll('\n', '\\u000a'),
  'in quotes': (pem) => `"${pem}"`,
  'in single quotes, with \\n written out': (pem) => `'${pem.replaceAll('\n', '\\n')}'`,
  'with CRLF': (pem) => pem.replaceAll('\n', '\r\n'),
  'with CR alone': (pem) => pem.replaceAll('\n', '\r'),
  'with blanks for line ends': (pem) => pem.replaceAll('\n', ' '),
  'without line ends': (pem) => pem.replaceAll('\n', ''),
  indented: (pem) => pem.replaceAll(/^/gm, '    '),
  'with blanks around it': (pem) => `\n\t ${pem}\n \n`,
  'with a byte order mark': (pem) => `\uFEFF${pem}`,
  'without the last line end': (pem) => pem.trimEnd(),
  'behind a certificate': (pem) => `-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n${pem}`,
  'behind the parameters of its curve': (pem) =>
    `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pem}`,
  'behind the attributes of its bag': (pem) =>
    `Bag Attributes\n    friendlyName: x\nKey Attributes: <No Attributes>\n${pem}`,
  'in base64': base64,
  'in base64 of many lines': (pem) => base64(pem).replaceAll(/.{76}/g, '$&\n'),
  'in base64, in quotes': (pem) => `"${base64(pem)}"`,
  'in base64url': (pem) => Buffer.from(pem).toString('base64url'),
  'in base64, with \\n written out': (pem) => base64(pem.replaceAll('\n', '\\n')),
}

describe('a private key', () => {
  it.each(Object.entries(FORMS))('is read %s', (_, form) => {
    expect(readPrivateKey(form(PEM)).equals(createPrivateKey(PEM))).toBe(true)
  })

  it.each([
    ['PKCS#1', PKCS1],
    ['SEC1', SEC1],
  ])('of the form %s is read in each of these ways', (_, pem) => {
    const read = Object.values(FORMS).map((form) => readPrivateKey(form(pem)).equals(createPrivateKey(pem)))
    expect(new Set(read)).toEqual(new Set([true]))
  })

  it.each([
    ['nothing', '', 'is empty'],
    ['blanks', ' \n ', 'is empty'],
    ['words', 'hush', 'is not PEM text, which begins with -----BEGIN PRIVATE KEY-----'],
    ['base64 of words', base64('hush, hush'), 'is not PEM text'],
    ['a public key', PUBLIC, 'a private key is needed, and this is a public key'],
    [
      'a public key with \\n written out',
      PUBLIC.replaceAll('\n', '\\n'),
      'a private key is needed, and this is a public key',
    ],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'this is a certificate'],
    ['an encrypted key', ENCRYPTED, 'the private key is encrypted; an unencrypted one is needed'],
    ['an encrypted PKCS#1 key', ENCRYPTED_PKCS1.replaceAll('\n', '\\n'), 'the private key is encrypted'],
    [
      'a key of OpenSSH',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----',
      'ssh-keygen -p -m PEM',
    ],
    ['a JWK', JSON.stringify(privateKey.export({ format: 'jwk' })), 'the private key is JSON, such as a JWK'],
    ['the name of a file', './keys/auth0.pem', 'looks like the name of a file; its content is needed'],
    ['a key without its end', PEM.slice(0, 400), 'is cut off: its END line is missing'],
    ['a key without its middle', PEM.slice(0, 400) + PEM.slice(800), 'is damaged or cut off'],
    ['a key with a letter too many', PEM.replace('MII', 'MIIx'), 'is damaged or cut off'],
  ])('is refused, with the cause and without its text: %s', (_, text, words) => {
    const problem = problemOf(text)
    expect(problem).toContain(words)
    const body = text
      .replaceAll(/-----[^-]+-----/g, '')
      .split(/\s|\\n/)
      .find((line) => line.length > 20)
    expect(problem).not.toContain(body ?? 'hush')
  })
})

function problemOf(text: string): string {
  try {
    readPrivateKey(text)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
