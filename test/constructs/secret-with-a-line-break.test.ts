import { WebhookAuthorization } from '../../constructs/index'
import { annotations, newStack, secretIn, webhookIn } from './stack-kit'

const METHODS = {
  token: (secret: string) => WebhookAuthorization.bearer(secret),
  'token, stored': (secret: string) => WebhookAuthorization.bearer(secret, { storeInState: true }),
  password: (secret: string) => WebhookAuthorization.basic({ username: 'auth0', password: secret }),
  value: (secret: string) => WebhookAuthorization.customHeader({ name: 'X-Key', value: secret }),
}

const SECRETS = [
  ['a line end', 'hush-hush\n', /ends with a line break/],
  ['a line end of Windows', 'hush-hush\r\n', /ends with a line break/],
  ['a second line', 'hush-hush\nhush-hush', /has a line break in it/],
  ['a NUL character', 'hush-hush\0', /has a control character \(U\+0000\) in it/],
  ['nothing but blanks', '  ', /is white space only/],
] as const

describe.each(Object.entries(METHODS))('a secret with a line break (%s)', (prop, method) => {
  it.each(SECRETS)('is refused with %s, by the path of the stream, and is not shown', (_, secret, words) => {
    const [name] = prop.split(',')
    let thrown: unknown
    try {
      webhookIn(newStack(), method(secret))
    } catch (error) {
      thrown = error
    }
    const { message } = thrown as Error
    expect(message).toMatch(words)
    expect(message).toMatch(new RegExp(`^EventStream "prod/Hook": ${name}: `))
    expect(message).not.toContain('hush')
  })

  it('is not validated while it is a variable', () => {
    const stack = newStack()
    webhookIn(stack, method(secretIn(stack)))
    expect(annotations(stack)).toEqual([])
  })
})

describe('a user name with a line break', () => {
  it('is refused', () => {
    const stack = newStack()
    const authorization = WebhookAuthorization.basic({ username: 'auth0\n', password: secretIn(stack) })
    expect(() => webhookIn(stack, authorization)).toThrow(/username: The user name ends with a line break/)
  })
})

describe('a header that cannot carry a secret', () => {
  it.each(['Content-Type', 'host', 'Transfer-Encoding', 'CONNECTION'])('is refused: %s', (name) => {
    const stack = newStack()
    const authorization = WebhookAuthorization.customHeader({ name, value: secretIn(stack) })
    expect(() => webhookIn(stack, authorization)).toThrow(`name: "${name}" is set by the sender of an HTTP request`)
  })
})
