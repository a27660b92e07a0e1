import { choice, length, listBlock, notEmpty, number, pattern, string, wholeNumber } from '../dsl/index'

/** How a webhook request proves that it comes from the stream's owner. */
export const AUTHORIZATION_METHODS = ['basic', 'bearer', 'custom_header'] as const

const webhookEndpoint = string({
  mode: 'required',
  doc: 'HTTPS URL that the events are posted to.',
  check: [
    pattern(
      /^https:\/\/[^\s/?#]+(?:[/?#]\S*)?$/,
      'Invalid webhook endpoint',
      'a URL that starts with https:// and a host',
      'Auth0 delivers events over HTTPS only. For a handler on your own machine, use a tunnel that gives it an HTTPS address.',
    ),
  ],
})

const username = string({
  mode: 'optional',
  doc: 'User name for the method `basic`; up to 128 characters, no colon.',
  check: [
    length('Invalid user name', 1, 128),
    pattern(
      /^[^:]*$/,
      'Invalid user name',
      'free of colons',
      'HTTP basic authentication ends the user name at the first colon.',
    ),
  ],
})

const headerKey = string({
  mode: 'optional',
  doc: 'Name of the header for the method `custom_header`.',
  check: [
    pattern(
      /^[a-zA-Z0-9!#$%&'*+.^_`|~-]+$/,
      'Invalid header name',
      "an HTTP header name: letters, digits and !#$%&'*+.^_`|~-",
      'Leave out spaces and colons, as in "X-Webhook-Key".',
    ),
  ],
})

const storedSecret = (what: string, method: string, preferred: string) =>
  string({
    mode: 'optional',
    sensitive: true,
    doc: `${what} for the method \`${method}\`, kept in the state. Prefer \`${preferred}\`.`,
    check: [notEmpty(`Empty ${what.toLowerCase()}`, 'Give the secret that your handler expects.')],
  })

const writeOnlySecret = (what: string, method: string, version: string) =>
  string({
    mode: 'optional',
    sensitive: true,
    writeOnly: true,
    doc: `${what} for the method \`${method}\`, never stored. Raise \`${version}\` to send a new one. Needed only in a run that sends it: a create, a new version, another change of the webhook. Needs Terraform or OpenTofu 1.11 or later.`,
  })

const secretVersion = (secret: string) =>
  number({
    mode: 'optional',
    doc: `Version of \`${secret}\`; any change sends the secret again.`,
    check: [wholeNumber('Invalid secret version', 'Count up from 1, or use a date such as 20260131.')],
  })

/** The authorization block of a webhook destination. */
export const webhookAuthorization = listBlock({
  doc: 'How the requests of the stream prove where they come from.',
  min: 1,
  max: 1,
  body: {
    method: choice(AUTHORIZATION_METHODS, { mode: 'required', doc: 'How the handler recognises Auth0.' }),
    token: storedSecret('Bearer token', 'bearer', 'token_wo'),
    token_wo: writeOnlySecret('Bearer token', 'bearer', 'token_wo_version'),
    token_wo_version: secretVersion('token_wo'),
    username,
    password: storedSecret('Password', 'basic', 'password_wo'),
    password_wo: writeOnlySecret('Password', 'basic', 'password_wo_version'),
    password_wo_version: secretVersion('password_wo'),
    header_key: headerKey,
    header_value: storedSecret('Header value', 'custom_header', 'header_value_wo'),
    header_value_wo: writeOnlySecret('Header value', 'custom_header', 'header_value_wo_version'),
    header_value_wo_version: secretVersion('header_value_wo'),
  },
  rules: [
    // Whether a secret is missing depends on the prior state: none is needed while nothing is sent. The plan judges it.
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
    // A version without its secret is right in a run that sends none, but not where another secret takes its place.
    { rule: 'needs', of: 'token_wo_version', needs: 'token_wo', beside: 'token' },
    { rule: 'needs', of: 'password_wo_version', needs: 'password_wo', beside: 'password' },
    { rule: 'needs', of: 'header_value_wo_version', needs: 'header_value_wo', beside: 'header_value' },
  ],
})

/** The webhook destination. */
export const webhookConfiguration = listBlock({
  doc: 'Posts each event to an HTTPS endpoint. Goes with `destination_type = "webhook"`.',
  max: 1,
  body: { webhook_endpoint: webhookEndpoint, webhook_authorization: webhookAuthorization },
})
