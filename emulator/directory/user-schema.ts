import type { JsonSchema } from '../http/json-schema'

const PHONE = {
  type: 'string',
  pattern: '^\\+[0-9]{1,15}$',
  description: "The user's phone number",
} as const satisfies JsonSchema

/** What POST and PATCH share. Bounds and descriptions are those of the published schemas. */
const PROFILE = {
  email: { type: 'string', format: 'email', description: "The user's email." },
  phone_number: PHONE,
  username: { type: 'string', minLength: 1, maxLength: 128, description: "The user's username." },
  user_metadata: { type: 'object', description: 'User metadata to which this user has read/write access' },
  app_metadata: { type: 'object', description: 'User metadata to which this user has read-only access' },
  blocked: { type: 'boolean', description: 'Whether this user was blocked by an administrator' },
  email_verified: { type: 'boolean', description: 'Whether this email address is verified' },
  phone_verified: { type: 'boolean', description: 'Whether this phone number has been verified' },
  given_name: { type: 'string', minLength: 1, maxLength: 150, description: "The user's given name(s)." },
  family_name: { type: 'string', minLength: 1, maxLength: 150, description: "The user's family name(s)." },
  name: { type: 'string', minLength: 1, maxLength: 300, description: "The user's full name." },
  nickname: { type: 'string', minLength: 1, maxLength: 300, description: "The user's nickname." },
  picture: { type: 'string', format: 'uri', description: "A URI pointing to the user's picture." },
  password: { type: 'string', minLength: 1, description: 'Initial password for this user' },
  verify_email: { type: 'boolean', description: 'Whether the user will receive a verification email' },
} as const satisfies Record<string, JsonSchema>

/** The body of `POST /users`. */
export const CREATE_USER_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['connection'],
  properties: {
    ...PROFILE,
    connection: { type: 'string', minLength: 1, description: 'Name of the connection this user should be created in.' },
    user_id: {
      type: 'string',
      maxLength: 255,
      description: "The external user's id provided by the identity provider.",
    },
  },
} as const satisfies JsonSchema

/** The body of `PATCH /users/{id}`, nulls taken out. */
export const UPDATE_USER_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...PROFILE,
    connection: { type: 'string', minLength: 1, description: 'Name of the connection to target for this user update.' },
    client_id: {
      type: 'string',
      minLength: 1,
      description: 'Auth0 client ID. Only valid when updating email address.',
    },
    verify_phone_number: { type: 'boolean', description: 'Whether this user will receive a text after changing phone' },
  },
} as const satisfies JsonSchema

/** What a PATCH may set to null, which removes it. */
export const NULLABLE_USER_FIELDS = [
  'email',
  'phone_number',
  'username',
  'given_name',
  'family_name',
  'name',
  'nickname',
  'picture',
  'password',
] as const
