import { actionData } from '../../../schema/auth0/index'
import type { StateOf } from '../../../schema/dsl/index'
import { type Diagnostic, defineDataSource, error } from '../../framework/index'
import type { Action, ManagementClient } from '../../management/index'
import { fromApiRuntime } from './runtime'
import { isDeployed } from './state'

type State = StateOf<typeof actionData>

/** The data source `auth0_action`: one call, by the id or by the whole name. */
export const actionDataSource = defineDataSource<typeof actionData, ManagementClient>({
  schema: actionData,

  async read({ config: { id, name } }, context) {
    if (typeof id === 'string') return { state: toDataState(await context.api.actions.get(id, context)) }
    if (typeof name !== 'string') throw new TypeError('an Action is looked up by neither id nor name')
    const { actions } = await context.api.actions.list({ actionName: name, per_page: 100 }, context)
    const found = actions.find((one) => one.name === name)
    return found === undefined ? { state: null, diagnostics: [notFound(name)] } : { state: toDataState(found) }
  },
})

function notFound(name: string): Diagnostic {
  return error(
    'Action not found',
    `The tenant has no Action with the name ${JSON.stringify(name)}.\n\nCheck the spelling, upper and lower case included, and that AUTH0_DOMAIN is the tenant that the Action lives in. All names: auth0 actions list`,
    ['name'],
  )
}

function toDataState(found: Action): State {
  return {
    id: found.id,
    name: found.name,
    code: found.code ?? '',
    runtime: fromApiRuntime(found.runtime ?? ''),
    deploy: isDeployed(found),
    version_id: found.deployed_version?.id ?? null,
    status: found.status ?? null,
    supported_triggers: found.supported_triggers.map(({ id, version }) => ({ id, version: version ?? '' })),
    dependencies: (found.dependencies ?? []).map(({ name, version }) => ({ name, version })),
    secrets: (found.secrets ?? []).map(({ name }) => ({ name, value: null })),
    secrets_wo: [],
    secrets_wo_version: null,
    modules: (found.modules ?? []).map(({ module_id, module_name, module_version_id, module_version_number }) => ({
      module_id,
      module_name: module_name ?? null,
      module_version_id,
      module_version_number: module_version_number ?? null,
    })),
  }
}
