import { bool, computedObjects, notEmpty, number, schema, string } from '../dsl/index'

interface Named {
  readonly name: string
}

interface Versioned extends Named {
  readonly version: string
}

interface Secret extends Named {
  readonly value: null
}

interface Trigger {
  readonly id: string
  readonly version: string
}

interface Module {
  readonly module_id: string
  readonly module_name: string | null
  readonly module_version_id: string
  readonly module_version_number: number | null
}

/** The data source `auth0_action`: one Action by its id or its name. */
export const actionData = schema({
  type: 'auth0_action',
  doc: 'Reads one Action by its id or by its name.',
  body: {
    id: string({
      mode: 'inherited',
      keep: true,
      doc: 'Id of the Action. Either `id` or `name` is required; `id` takes precedence.',
      check: [notEmpty('Empty Action id', 'Give the id of an Action, or its name.')],
    }),
    name: string({
      mode: 'inherited',
      keep: true,
      doc: 'Full name of the Action.',
      check: [notEmpty('Empty Action name', 'Give the name of an Action, or its id.')],
    }),
    code: string({ mode: 'computed', doc: 'Code of the draft.' }),
    runtime: string({ mode: 'computed', doc: 'Node.js runtime.' }),
    deploy: bool({ mode: 'computed', doc: 'Whether the draft is deployed.' }),
    version_id: string({ mode: 'computed', nullable: true, doc: 'Id of the deployed version.' }),
    status: string({
      mode: 'computed',
      nullable: true,
      doc: 'Status of the build, such as "built" or "failed".',
    }),
    supported_triggers: computedObjects<Trigger>({ id: 'string', version: 'string' }, 'The trigger of the Action.'),
    dependencies: computedObjects<Versioned>(
      { name: 'string', version: 'string' },
      'The npm packages that the code requires.',
      'set',
    ),
    secrets: computedObjects<Secret>(
      { name: 'string', value: 'string' },
      'The secrets of the Action. Their values are null, because Auth0 never returns them.',
      'set',
    ),
    secrets_wo: computedObjects<Secret>({ name: 'string', value: 'string' }, 'Always empty.'),
    secrets_wo_version: number({ mode: 'computed', nullable: true, doc: 'Always null.' }),
    modules: computedObjects<Module>(
      {
        module_id: 'string',
        module_name: 'string',
        module_version_id: 'string',
        module_version_number: 'number',
      },
      'The Action modules that the code requires.',
      'set',
    ),
  },
  rules: [{ rule: 'atLeastOne', of: ['id', 'name'] }],
})
