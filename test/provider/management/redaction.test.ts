import { redact, redactedBody, scrub, secretsIn } from '../../../provider/management/redaction'
import { newStream } from './fixtures'

const NONE = { values: [], paths: [] }

describe('redaction', () => {
  it.each([
    ['a field', 'token', { a: { token: 'hush', b: 1 } }, { a: { token: '***', b: 1 } }],
    ['a field within another', 'auth.token', { x: { auth: { token: 'hush' } } }, { x: { auth: { token: '***' } } }],
    ['the elements of a list', 'secrets.value', { secrets: [{ value: 'hush' }] }, { secrets: [{ value: '***' }] }],
    ['a whole object', 'auth', { x: [{ auth: { a: 'hush' } }] }, { x: [{ auth: '***' }] }],
    ['nothing in another place', 'auth.token', { token: 'seen', auth: { b: 1 } }, { token: 'seen', auth: { b: 1 } }],
  ])('masks %s by its path', (_, path, body, expected) => {
    expect(redact(body, { values: [], paths: [path] })).toEqual(expected)
  })

  it('finds the secrets of a body', () => {
    expect(secretsIn(newStream, ['webhook_authorization.token'])).toEqual(['webhook-secret'])
    expect(secretsIn({ secrets: [{ name: 'a', value: 'one' }, { value: 'two' }] }, ['secrets.value'])).toEqual([
      'one',
      'two',
    ])
  })

  it.each([
    ['as it is', 'bad value: hush"hush', 'bad value: ***'],
    ['as JSON writes it', 'bad value: hush\\"hush', 'bad value: ***'],
    ['as a URL writes it', 'bad value: hush%22hush', 'bad value: ***'],
  ])('strikes a secret out of a text %s', (_, text, expected) => {
    expect(scrub(text, ['hush"hush'])).toBe(expected)
  })

  const SECRET = 'p<a>&s/"\'é-word'
  function base64(text: string) {
    return Buffer.from(text).toString('base64')
  }
  it.each([
    ['JSON of a Go program', 'p\\u003ca\\u003e\\u0026s/\\"\'é-word'],
    ['JSON of a Python program', 'p<a>&s/\\"\'\\u00e9-word'],
    ['JSON of a PHP program', 'p<a>&s\\/\\"\'é-word'],
    ['a page', 'p&lt;a&gt;&amp;s/&quot;&#39;é-word'],
    ['base64', base64(SECRET)],
    ['base64 of a URL', Buffer.from(SECRET).toString('base64url')],
  ])('strikes a secret out of %s', (_, text) => {
    expect(scrub(`bad value: ${text}.`, [SECRET])).toMatch(/^bad value: \*\*\*={0,2}\.$/)
  })

  it.each(['u', 'us', 'use', 'user'])('leaves no password in the basic authorization of %s', (user) => {
    const header = base64(`${user}:${SECRET}`)
    const shown = scrub(`Authorization: Basic ${header}`, [SECRET])
    expect(Buffer.from(shown.slice('Authorization: Basic '.length), 'base64').toString()).not.toContain('word')
    expect(shown).toMatch(/^Authorization: Basic .{2,8}\*\*\*/)
  })

  it('strikes out each line of a key, and leaves the words around it', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----'
    expect(scrub('line 2, kqhkiG9w0BAQEF, is not PEM: -----BEGIN PRIVATE KEY-----\r\nMIIEvQIBADANBg\r\n', [key])).toBe(
      'line 2, ***, is not PEM: -----BEGIN PRIVATE KEY-----\r\n***\r\n',
    )
  })

  it('strikes out a secret that comes back as a number', () => {
    const secrets = { values: ['12345678'], paths: [] }
    expect(redact({ value: 12345678, status: 400 }, secrets)).toEqual({ value: '***', status: 400 })
  })

  it('leaves a sentence whole when the secret is a letter', () => {
    expect(scrub('a bad value', ['a'])).toBe('a bad value')
  })

  it('strikes out a secret that contains another one', () => {
    expect(scrub('hush-hush', ['hush', 'hush-hush'])).toBe('***')
  })

  it.each<[string, string, string | undefined, unknown]>([
    ['JSON', '{"token":"x","a":1}', 'application/json; charset=utf-8', { token: '***', a: 1 }],
    ['JSON that repeats a secret', '{"message":"hush-hush"}', 'application/json', { message: '***' }],
    ['a form', 'client_secret=x&a=1', 'application/x-www-form-urlencoded', { client_secret: '***', a: '1' }],
    ['a page', '<p>', 'text/html', '3 characters of text/html'],
    ['broken JSON', '{"token":"x', 'application/json', '11 characters of application/json'],
    ['anything', 'x', undefined, '1 characters of unknown type'],
    ['nothing', '', undefined, undefined],
  ])('makes %s fit for a log', (_, text, type, expected) => {
    expect(redactedBody(text, type, { values: ['hush-hush'], paths: ['token', 'client_secret'] })).toEqual(expected)
  })
})

describe('a body nested without end', () => {
  function nested(depth: number): unknown {
    return JSON.parse(`${'{"a":['.repeat(depth)}"x"${']}'.repeat(depth)}`)
  }

  it('is masked down to a depth, and cut there', () => {
    expect(JSON.stringify(redact(nested(5_000), NONE))).toMatch(/^(\{"a":\[){10}"\.\.\."(\]\}){10}$/)
  })

  it('shows no secret that stands deeper', () => {
    expect(JSON.stringify(redact([[[[[[[[[[[[[[[[[[[[{ token: 'hush' }]]]]]]]]]]]]]]]]]]]], NONE))).not.toContain(
      'hush',
    )
  })

  it('has no secrets to mask beyond it', () => {
    expect(secretsIn(nested(5_000), [])).toEqual([])
  })
})

describe('the user and the password of a URL', () => {
  const body = { destination: { configuration: { webhook_endpoint: 'https://user:hush-hush@example.com/a@b' } } }

  it('are masked in a body', () => {
    expect(JSON.stringify(redact(body, NONE))).toContain('"https://***@example.com/a@b"')
  })

  it('are struck out of what is said about the request', () => {
    expect(scrub('bad: https://user:hush-hush@example.com', secretsIn(body, []))).not.toContain('hush')
  })

  it.each(['https://example.com/@user', 'user@example.com'])('are not seen in %s', (text) => {
    expect([redact(text, NONE), secretsIn(text, [])]).toEqual([text, []])
  })
})
