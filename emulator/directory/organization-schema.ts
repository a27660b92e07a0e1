import type { JsonSchema } from '../http/json-schema'

const COLOR = {
  type: 'string',
  pattern: '^#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})$',
  description: 'HEX Color',
} as const satisfies JsonSchema

const NAME = {
  type: 'string',
  minLength: 1,
  maxLength: 50,
  pattern: '^(?!org_)[a-z0-9]([a-z0-9\\-_]*[a-z0-9])?$',
  description: 'The name of this organization.',
} as const satisfies JsonSchema

const PROPERTIES = {
  name: NAME,
  display_name: {
    type: 'string',
    minLength: 1,
    maxLength: 255,
    description: 'Friendly name of this organization.',
  },
  branding: {
    type: 'object',
    additionalProperties: false,
    description: 'Theme defines how to style the login pages.',
    properties: {
      logo_url: { type: 'string', format: 'uri', description: 'URL of logo to display on login page.' },
      colors: {
        type: 'object',
        additionalProperties: false,
        required: ['primary', 'page_background'],
        properties: { primary: COLOR, page_background: COLOR },
      },
    },
  },
  metadata: {
    type: 'object',
    additionalProperties: { type: 'string', maxLength: 255 },
    description: 'Metadata associated with the organization',
  },
  token_quota: { type: 'object' },
  third_party_client_access: { type: 'string', enum: ['block', 'allow'] },
  is_app_entitlement_active: { type: 'boolean' },
} as const satisfies Record<string, JsonSchema>

/** How an organization uses a connection; each field is a boolean and none is required. */
const ENABLED_CONNECTION_FLAGS = {
  assign_membership_on_login: {
    type: 'boolean',
    description: 'When true, all users that log in with this connection will be automatically granted membership',
  },
  show_as_button: {
    type: 'boolean',
    description: 'Determines whether a connection should be displayed on this organization’s login prompt.',
  },
  is_signup_enabled: { type: 'boolean', description: 'Determines whether organization signup should be enabled' },
} as const satisfies Record<string, JsonSchema>

/** The body of `POST /organizations/{id}/enabled_connections`, and an element of the list that POST may carry. */
export const ADD_CONNECTION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['connection_id'],
  properties: {
    connection_id: { type: 'string', minLength: 1, description: 'Single connection ID to add to the organization.' },
    ...ENABLED_CONNECTION_FLAGS,
  },
} as const satisfies JsonSchema

/** The body of `PATCH /organizations/{id}/enabled_connections/{connection_id}`. */
export const UPDATE_CONNECTION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: ENABLED_CONNECTION_FLAGS,
} as const satisfies JsonSchema

/** The body of `POST /organizations`. */
export const CREATE_ORGANIZATION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    ...PROPERTIES,
    enabled_connections: { type: 'array', description: 'Connections to enable', items: ADD_CONNECTION_SCHEMA },
  },
} as const satisfies JsonSchema

/** The body of `PATCH /organizations/{id}`. */
export const UPDATE_ORGANIZATION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: PROPERTIES,
} as const satisfies JsonSchema
