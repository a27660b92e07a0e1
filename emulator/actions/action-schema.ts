import type { JsonSchema } from '../validation'

const TEXT: JsonSchema = { type: 'string' }

/** Bounds are those of Auth0's entity limits for actions. */
const ACTION_PROPERTIES: Readonly<Record<string, JsonSchema>> = {
  name: { type: 'string', minLength: 1, description: 'The name of an action' },
  supported_triggers: {
    type: 'array',
    minItems: 1,
    maxItems: 1,
    description: 'The list of triggers that this action supports',
    items: { type: 'object', required: ['id', 'version'], properties: { id: TEXT, version: TEXT } },
  },
  code: { type: 'string', maxLength: 100_000, description: 'The source code of the action' },
  runtime: { type: 'string', description: 'The Node runtime' },
  dependencies: {
    type: 'array',
    maxItems: 10,
    items: { type: 'object', required: ['name', 'version'], properties: { name: TEXT, version: TEXT } },
  },
  secrets: {
    type: 'array',
    maxItems: 30,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['name'],
      properties: { name: { type: 'string', maxLength: 128 }, value: { type: 'string', maxLength: 4096 } },
    },
  },
  modules: { type: 'array', items: { type: 'object' } },
}

/** The body of `POST /actions/actions`. */
export const CREATE_ACTION_SCHEMA: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'supported_triggers'],
  properties: { ...ACTION_PROPERTIES, deploy: { type: 'boolean' } },
}

/** The body of `PATCH /actions/actions/{id}`. */
export const UPDATE_ACTION_SCHEMA: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: ACTION_PROPERTIES,
}
