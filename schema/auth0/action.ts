import {
  bool,
  type Check,
  catalog,
  choice,
  identifier,
  length,
  listBlock,
  notEmpty,
  number,
  refuse,
  schema,
  setBlock,
  string,
  timeouts,
  wholeNumber,
} from '../dsl/index'
import { plainName } from './plain-name'

/** The runtimes of the official provider. Auth0 spells Node 18 `node18-actions`, which is translated. */
export const ACTION_RUNTIMES = ['node12', 'node16', 'node18', 'node22'] as const

/** The trigger of an Action that an event stream runs. */
export const EVENT_STREAM_TRIGGER = 'event-stream'

/** The points at which Actions run. Source: Auth0's SDK for Node 7.1. */
const ACTION_TRIGGERS = [
  EVENT_STREAM_TRIGGER,
  'post-login',
  'credentials-exchange',
  'pre-user-registration',
  'post-user-registration',
  'post-change-password',
  'send-phone-message',
  'custom-phone-provider',
  'custom-email-provider',
  'password-reset-post-challenge',
  'custom-token-exchange',
  'password-hash-migration',
  'login-post-identifier',
  'signup-post-identifier',
  'post-credential-validation',
] as const

const notBlank: Check<string> = (code) =>
  code.trim() === '' ? refuse('Empty code', 'The code is empty.\n\nWrite the handler of the trigger.') : []

/** Auth0's limit of a secret's value in characters. Source: Auth0's entity limits. */
const LONGEST_SECRET = 4096

const notTooLong: Check<string> = (value) =>
  value.length > LONGEST_SECRET
    ? refuse(
        'Secret too long',
        `The value has ${value.length} characters; Auth0 takes up to ${LONGEST_SECRET}.\n\nUse a shorter one.`,
      )
    : []

const secretName = string({
  mode: 'required',
  title: 'secret name',
  doc: 'Name of the secret; the code reads it as `event.secrets.NAME`.',
  check: [length('Invalid secret name', 1, 128)],
})

const dependencies = setBlock({
  doc: 'An npm package that the code requires.',
  body: {
    name: string({
      mode: 'required',
      doc: 'Name of the package, such as "lodash".',
      check: [identifier('npm package name', 'Give the name that "npm install" takes, such as "lodash".')],
    }),
    version: string({
      mode: 'required',
      doc: 'Version of the package, such as "4.17.21" or "latest".',
      check: [notEmpty('Empty version', 'Give a version, such as "4.17.21", or "latest".')],
    }),
  },
})

const modules = setBlock({
  doc: 'An Action module that the code requires.',
  body: {
    module_id: string({
      mode: 'required',
      doc: 'Id of the module.',
      check: [notEmpty('Empty module id', 'Give the id of the module.')],
    }),
    module_version_id: string({
      mode: 'required',
      doc: 'Id of the version of the module.',
      check: [notEmpty('Empty module version', 'Give the id of the version of the module.')],
    }),
    module_name: string({ mode: 'computed', keep: true, nullable: true, doc: 'Name of the module.' }),
    module_version_number: number({
      mode: 'computed',
      keep: true,
      nullable: true,
      doc: 'Number of the version of the module.',
    }),
  },
})

/** The resource `auth0_action`; attributes, blocks and nesting are those of the official provider. */
export const action = schema({
  type: 'auth0_action',
  doc: 'Manages an Auth0 Action: code that Auth0 runs for a trigger, such as for each event of an event stream.',
  uniqueBy: 'name',
  identity: { attributes: ['id'] },
  body: {
    id: string({ mode: 'computed', keep: true, doc: 'Id of the Action.' }),
    name: string({
      mode: 'required',
      doc: 'Name of the Action, unique in the tenant.',
      check: [notEmpty('Empty Action name', 'Give the Action a name.'), plainName('Action')],
    }),
    code: string({
      mode: 'required',
      doc: 'JavaScript code of the Action, up to 100 kB. For the trigger "event-stream" it must export `onExecuteEventStream`. The plan warns about invalid code.',
      check: [notBlank],
    }),
    supported_triggers: listBlock({
      doc: 'The trigger of the Action.',
      min: 1,
      max: 1,
      body: {
        id: string({
          mode: 'required',
          title: 'trigger',
          doc: 'Id of the trigger; "event-stream" for an Action that an event stream runs.',
          check: [catalog('trigger', 'a trigger of Actions', ACTION_TRIGGERS)],
        }),
        version: string({
          mode: 'required',
          title: 'trigger version',
          doc: 'Version of the trigger, such as "v1".',
          check: [notEmpty('Empty trigger version', 'Give the version of the trigger, such as "v1".')],
        }),
      },
    }),
    runtime: choice(ACTION_RUNTIMES, {
      mode: 'inherited',
      keep: true,
      doc: 'Node.js runtime. If omitted, the current runtime is kept; a new Action gets the latest.',
    }),
    deploy: bool({
      mode: 'defaulted',
      fallback: false,
      doc: 'Whether to build and deploy the Action after each change. An event stream can only run a deployed Action. If `false`, a change stays a draft, and the deployed version keeps running. Default: `false`.',
    }),
    version_id: string({ mode: 'computed', keep: true, nullable: true, doc: 'Id of the deployed version.' }),
    status: string({
      mode: 'computed',
      keep: true,
      doc: 'Status of the build: "pending", "building", "packaged", "built", "retrying" or "failed". With `deploy = true`, a failed build forces a new resource.',
    }),
    dependencies,
    secrets: setBlock({
      doc: 'A secret of the Action, stored in the state. Prefer `secrets_wo`.',
      body: {
        name: secretName,
        value: string({
          mode: 'required',
          sensitive: true,
          title: 'secret value',
          doc: 'Value of the secret, up to 4096 characters.',
          check: [notTooLong],
        }),
      },
    }),
    secrets_wo: listBlock({
      doc: 'A write-only secret of the Action. Adding, renaming, removing or moving a secret is a change; to send new values only, increment `secrets_wo_version`.',
      body: {
        name: secretName,
        value: string({
          mode: 'required',
          sensitive: true,
          writeOnly: true,
          title: 'secret value',
          doc: 'Value of the secret, up to 4096 characters. Write-only: sent to Auth0 and never stored in the state.',
          check: [notTooLong],
        }),
      },
    }),
    secrets_wo_version: number({
      mode: 'optional',
      doc: 'Version of the values of `secrets_wo`; any change sends all values again.',
      check: [wholeNumber('Invalid secret version', 'Count up from 1, or use a date such as 20260131.')],
    }),
    modules,
    timeouts: timeouts({ create: '6m' }),
  },
  rules: [
    { rule: 'conflict', of: 'secrets', with: ['secrets_wo'] },
    { rule: 'needs', of: 'secrets_wo', needs: 'secrets_wo_version' },
    { rule: 'needs', of: 'secrets_wo_version', needs: 'secrets_wo' },
  ],
})
