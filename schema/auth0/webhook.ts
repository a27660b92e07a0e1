import {
  type Check,
  choice,
  length,
  listBlock,
  number,
  pattern,
  quoted,
  refuse,
  string,
  wholeNumber,
} from '../dsl/index'
import { notReserved } from './header-name'
import { basicText, headerText, withoutScheme } from './secret-text'
import { httpsEndpoint } from './webhook-endpoint'

/** How Auth0 authenticates to a webhook endpoint. */
export const AUTHORIZATION_METHODS = ['basic', 'bearer', 'custom_header'] as const

/** One of the methods. */
export type AuthorizationMethod = (typeof AUTHORIZATION_METHODS)[number]

const webhookEndpoint = string({
  mode: 'required',
  doc: 'HTTPS URL to which Auth0 posts the events. Shown in plans and stored in the state, so it must not contain credentials.',
  check: [httpsEndpoint],
})

const username = string({
  mode: 'optional',
  doc: 'User name for the method "basic"; up to 128 characters, without a colon or control characters.',
  check: [
    basicText('user name'),
    // The check above refuses an empty one.
    (text) => (text === '' ? [] : length('Invalid user name', 1, 128)(text)),
    (text) =>
      text.includes(':')
        ? refuse(
            'Invalid user name',
            `${quoted(text)} must not contain a colon.\n\nIn HTTP basic authentication, the user name ends at the first colon.`,
          )
        : [],
  ],
})

const headerKey = string({
  mode: 'optional',
  doc: 'Name of the header for the method "custom_header". Names that the sender sets itself, such as "Content-Type" or "Host", are refused.',
  check: [
    pattern(
      /^[a-zA-Z0-9!#$%&'*+.^_`|~-]+$/,
      'Invalid header name',
      "an HTTP header name: letters, digits and !#$%&'*+.^_`|~-",
      'Leave out spaces and colons, as in "X-Webhook-Key".',
    ),
    notReserved,
  ],
})

interface Secret {
  readonly what: string
  readonly method: AuthorizationMethod
  readonly name: string
  readonly check: readonly Check<string>[]
}

const TOKEN: Secret = {
  what: 'Bearer token',
  method: 'bearer',
  name: 'token',
  check: [headerText('bearer token'), withoutScheme],
}
const PASSWORD: Secret = { what: 'Password', method: 'basic', name: 'password', check: [basicText('password')] }
const HEADER_VALUE: Secret = {
  what: 'Header value',
  method: 'custom_header',
  name: 'header_value',
  check: [headerText('header value')],
}

const FORM = 'Must not contain line breaks or other control characters.'

// An empty write-only value counts as not set; the plan checks whether one is required.
function unlessEmpty(check: Check<string>): Check<string> {
  return (text) => (text === '' ? [] : check(text))
}

function storedSecret({ what, method, name, check }: Secret) {
  return string({
    mode: 'optional',
    sensitive: true,
    doc: `${what} for the method "${method}", stored in the state. ${FORM} Prefer \`${name}_wo\`.`,
    check,
  })
}

function writeOnlySecret({ what, method, name, check }: Secret) {
  return string({
    mode: 'optional',
    sensitive: true,
    writeOnly: true,
    doc: `${what} for the method "${method}". ${FORM} Write-only: sent to Auth0 and never stored in the state. Increment \`${name}_wo_version\` to send a new value. Required only when it is sent: on create, with a new version, and with any other change of the webhook.`,
    check: check.map(unlessEmpty),
  })
}

function secretVersion(secret: string) {
  return number({
    mode: 'optional',
    doc: `Version of \`${secret}\`; any change sends the secret again.`,
    check: [wholeNumber('Invalid secret version', 'Count up from 1, or use a date such as 20260131.')],
  })
}

/** The authorization block of a webhook destination. */
export const webhookAuthorization = listBlock({
  doc: 'How Auth0 authenticates to the webhook endpoint.',
  min: 1,
  max: 1,
  body: {
    method: choice(AUTHORIZATION_METHODS, { mode: 'required', doc: 'Authentication method.' }),
    token: storedSecret(TOKEN),
    token_wo: writeOnlySecret(TOKEN),
    token_wo_version: secretVersion('token_wo'),
    username,
    password: storedSecret(PASSWORD),
    password_wo: writeOnlySecret(PASSWORD),
    password_wo_version: secretVersion('password_wo'),
    header_key: headerKey,
    header_value: storedSecret(HEADER_VALUE),
    header_value_wo: writeOnlySecret(HEADER_VALUE),
    header_value_wo_version: secretVersion('header_value_wo'),
  },
  rules: [
    // Whether a secret is missing depends on the prior state: none is needed while nothing is sent. The plan checks that.
    {
      rule: 'variant',
      by: 'method',
      cases: { bearer: [], basic: ['username'], custom_header: ['header_key'] },
      companions: {
        bearer: ['token', 'token_wo', 'token_wo_version'],
        basic: ['password', 'password_wo', 'password_wo_version'],
        custom_header: ['header_value', 'header_value_wo', 'header_value_wo_version'],
      },
    },
    { rule: 'conflict', of: 'token', with: ['token_wo'] },
    { rule: 'conflict', of: 'password', with: ['password_wo'] },
    { rule: 'conflict', of: 'header_value', with: ['header_value_wo'] },
    { rule: 'needs', of: 'token_wo', needs: 'token_wo_version' },
    { rule: 'needs', of: 'password_wo', needs: 'password_wo_version' },
    { rule: 'needs', of: 'header_value_wo', needs: 'header_value_wo_version' },
    // A version without its secret is valid in a run that sends none, but not beside the stored form of the secret.
    { rule: 'needs', of: 'token_wo_version', needs: 'token_wo', beside: 'token' },
    { rule: 'needs', of: 'password_wo_version', needs: 'password_wo', beside: 'password' },
    { rule: 'needs', of: 'header_value_wo_version', needs: 'header_value_wo', beside: 'header_value' },
  ],
})

/** The webhook destination. */
export const webhookConfiguration = listBlock({
  doc: 'Posts each event to an HTTPS endpoint. Requires `destination_type = "webhook"`.',
  max: 1,
  body: { webhook_endpoint: webhookEndpoint, webhook_authorization: webhookAuthorization },
})
