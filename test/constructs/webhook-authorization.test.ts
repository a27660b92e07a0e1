import type { TerraformStack } from 'cdktf'
import { type SecretOptions, WebhookAuthorization } from '../../constructs/index'
import { annotations, newStack, onlyStream, secretIn, webhookIn } from './stack-kit'

const METHODS = {
  bearer: (secret: string, options?: SecretOptions) => WebhookAuthorization.bearer(secret, options),
  basic: (secret: string, options?: SecretOptions) =>
    WebhookAuthorization.basic({ username: 'auth0', password: secret }, options),
  customHeader: (secret: string, options?: SecretOptions) =>
    WebhookAuthorization.customHeader({ name: 'X-Key', value: secret }, options),
}
const methods = Object.entries(METHODS)

/** The authorization of the one stream. */
function authorization(stack: TerraformStack) {
  return (onlyStream(stack)['webhook_configuration'] as { webhook_authorization: unknown }).webhook_authorization
}

function synthesizedWith(method: keyof typeof METHODS, options?: SecretOptions): unknown {
  const stack = newStack()
  webhookIn(stack, METHODS[method](secretIn(stack), options))
  return authorization(stack)
}

describe('the secret of a webhook', () => {
  it.each([
    ['bearer', { method: 'bearer', token_wo: '${var.secret}', token_wo_version: 1 }],
    ['basic', { method: 'basic', username: 'auth0', password_wo: '${var.secret}', password_wo_version: 1 }],
    [
      'customHeader',
      {
        method: 'custom_header',
        header_key: 'X-Key',
        header_value_wo: '${var.secret}',
        header_value_wo_version: 1,
      },
    ],
  ] as const)('is write-only by default with %s', (method, expected) => {
    expect(synthesizedWith(method)).toEqual(expected)
  })

  it.each([
    ['bearer', { method: 'bearer', token: '${var.secret}' }],
    ['basic', { method: 'basic', username: 'auth0', password: '${var.secret}' }],
    ['customHeader', { method: 'custom_header', header_key: 'X-Key', header_value: '${var.secret}' }],
  ] as const)('is stored when that is chosen with %s', (method, expected) => {
    expect(synthesizedWith(method, { storeInState: true })).toEqual(expected)
  })

  it.each([
    ['bearer', 'token_wo_version'],
    ['basic', 'password_wo_version'],
    ['customHeader', 'header_value_wo_version'],
  ] as const)('is sent again with another version with %s', (method, attribute) => {
    expect(synthesizedWith(method, { version: 7 })).toMatchObject({ [attribute]: 7 })
  })

  it('refuses a version that is not whole', () => {
    const stack = newStack()
    expect(() => webhookIn(stack, METHODS.bearer(secretIn(stack), { version: 1.5 }))).toThrow(
      'EventStream "prod/Hook": version: 1.5 must be a whole number.',
    )
  })

  it.each(methods)('is refused when it is empty with %s', (_, method) => {
    expect(() => webhookIn(newStack(), method(''))).toThrow(
      /: (token|password|value): The [a-z ]+ is an empty string\./,
    )
  })

  it.each(methods)('is warned about in plain text, and not shown, with %s', (_, method) => {
    const stack = newStack()
    webhookIn(stack, method('hunter2'))
    expect(annotations(stack)).toEqual([expect.stringContaining('plain text in the synthesized cdk.tf.json')])
    expect(annotations(stack).join()).not.toContain('hunter2')
  })

  it.each(methods)('is not warned about when a variable gives it with %s', (_, method) => {
    const stack = newStack()
    webhookIn(stack, method(secretIn(stack)))
    expect(annotations(stack)).toEqual([])
  })
})

describe('basic authentication', () => {
  it.each([
    ['a:b', '"a:b" must not contain a colon'],
    ['', 'The user name is an empty string'],
    ['u'.repeat(129), 'must have 1 to 128 characters'],
  ])('refuses the user name %j', (username, words) => {
    const stack = newStack()
    const password = secretIn(stack)
    expect(() => webhookIn(stack, WebhookAuthorization.basic({ username, password }))).toThrow(words)
  })
})

describe('a custom header', () => {
  it.each(['X Key', 'X-Key:', 'Schlüssel', ''])('refuses the name %j', (name) => {
    const stack = newStack()
    const value = secretIn(stack)
    expect(() => webhookIn(stack, WebhookAuthorization.customHeader({ name, value }))).toThrow(
      `name: ${JSON.stringify(name)} must be an HTTP header name`,
    )
  })
})
