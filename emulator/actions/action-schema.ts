import type { JsonSchema } from '../http/json-schema'
import { TRIGGER_IDS } from './triggers'

const TEXT = { type: 'string' } as const satisfies JsonSchema

/** The most of each (Auth0 documentation, entity limits for actions). The code is counted in bytes elsewhere. */
const LONGEST_CODE = 100_000
const MOST_DEPENDENCIES = 10
const MOST_SECRETS = 30
const LONGEST_SECRET_NAME = 128
const LONGEST_SECRET_VALUE = 4_096

const DEPENDENCY = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'version'],
  properties: { name: { ...TEXT, minLength: 1 }, version: { ...TEXT, minLength: 1 }, registry_url: TEXT },
} as const satisfies JsonSchema

const SECRET = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { ...TEXT, minLength: 1, maxLength: LONGEST_SECRET_NAME },
    value: { ...TEXT, maxLength: LONGEST_SECRET_VALUE },
  },
} as const satisfies JsonSchema

const TRIGGER = {
  type: 'object',
  required: ['id'],
  properties: { id: { ...TEXT, enum: TRIGGER_IDS }, version: TEXT },
} as const satisfies JsonSchema

const MODULE_REFERENCE = {
  type: 'object',
  additionalProperties: false,
  required: ['module_id', 'module_version_id'],
  properties: {
    module_id: TEXT,
    module_name: TEXT,
    module_version_id: TEXT,
    module_version_number: { type: 'integer' },
  },
} as const satisfies JsonSchema

/** Descriptions are those of the published schema. */
const ACTION_PROPERTIES = {
  name: { ...TEXT, minLength: 1, description: 'The name of an action.' },
  supported_triggers: {
    type: 'array',
    minItems: 1,
    maxItems: 1,
    description:
      'The list of triggers that this action supports. At this time, an action can only target a single trigger at a time.',
    items: TRIGGER,
  },
  code: { ...TEXT, maxLength: LONGEST_CODE, description: 'The source code of the action.' },
  runtime: { ...TEXT, description: 'The Node runtime. For example: `node22`, defaults to `node22`' },
  dependencies: {
    type: 'array',
    maxItems: MOST_DEPENDENCIES,
    description: 'The list of third party npm modules, and their versions, that this action depends on.',
    items: DEPENDENCY,
  },
  secrets: {
    type: 'array',
    maxItems: MOST_SECRETS,
    description: 'The list of secrets that are included in an action or a version of an action.',
    items: SECRET,
  },
  modules: {
    type: 'array',
    uniqueItems: true,
    description: 'The list of action modules and their versions used by this action.',
    items: MODULE_REFERENCE,
  },
} as const satisfies Record<string, JsonSchema>

/** The body of `POST /actions/actions`. */
export const CREATE_ACTION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'supported_triggers'],
  properties: { ...ACTION_PROPERTIES, deploy: { type: 'boolean' } },
} as const satisfies JsonSchema

/** The body of `PATCH /actions/actions/{id}`. */
export const UPDATE_ACTION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: ACTION_PROPERTIES,
} as const satisfies JsonSchema

/** What a test may say of an action that it puts into the tenant; see `DeployedAction`. */
export const DEPLOYED_ACTION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    id: { ...TEXT, minLength: 1 },
    name: ACTION_PROPERTIES.name,
    code: ACTION_PROPERTIES.code,
    trigger: { ...TEXT, enum: TRIGGER_IDS },
    secrets: { ...ACTION_PROPERTIES.secrets, items: { ...SECRET, required: ['name', 'value'] } },
  },
} as const satisfies JsonSchema

/** The body of `POST /actions/actions/{id}/versions/{id}/deploy`, which may be left out. */
export const DEPLOY_VERSION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    update_draft: {
      type: 'boolean',
      description: 'True if the draft of the action should be updated with the reverted version.',
    },
  },
} as const satisfies JsonSchema

/** The body of `POST /actions/actions/{id}/test`. */
export const TEST_ACTION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['payload'],
  properties: { payload: { type: 'object', description: 'The payload for the action.' } },
} as const satisfies JsonSchema

const MODULE_PROPERTIES = {
  code: { ...TEXT, maxLength: LONGEST_CODE, description: 'The source code of the action module.' },
  secrets: {
    type: 'array',
    maxItems: MOST_SECRETS,
    description: 'The secrets to associate with the action module.',
    items: SECRET,
  },
  dependencies: {
    type: 'array',
    maxItems: MOST_DEPENDENCIES,
    description: 'The npm dependencies of the action module.',
    items: DEPENDENCY,
  },
} as const satisfies Record<string, JsonSchema>

/** The body of `POST /actions/modules` (Auth0's SDK for Node, 7.1). */
export const CREATE_MODULE_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'code'],
  properties: {
    name: { ...TEXT, minLength: 1, description: 'The name of the action module.' },
    ...MODULE_PROPERTIES,
    api_version: { ...TEXT, description: 'The API version of the module.' },
    publish: { type: 'boolean', description: 'Whether to publish the module immediately after creation.' },
  },
} as const satisfies JsonSchema

/** The body of `PATCH /actions/modules/{id}`. */
export const UPDATE_MODULE_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: MODULE_PROPERTIES,
} as const satisfies JsonSchema

/** The body of `POST /actions/modules/{id}/rollback`. */
export const ROLLBACK_MODULE_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['module_version_id'],
  properties: {
    module_version_id: { ...TEXT, description: 'The unique ID of the module version to roll back to.' },
  },
} as const satisfies JsonSchema
