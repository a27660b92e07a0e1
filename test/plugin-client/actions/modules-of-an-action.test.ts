import { UNKNOWN } from '../../../schema/dsl/index'
import { refusalOf } from '../stage'
import { type ActionState, CODE, callTenant, setActionStage } from './action-stage'

const stage = setActionStage()

/** A module with one version, as the configuration refers to it. */
async function createModule(name: string) {
  const { id } = await callTenant(stage, 'POST', '/actions/modules', { name, code: 'module.exports = {}' })
  const version = await callTenant(stage, 'POST', `/actions/modules/${id}/versions`)
  return { module_id: String(id), module_version_id: String(version['id']) }
}

async function plannedModules(prior: ActionState, members: object) {
  return (await stage.planAction(prior, members as never)).planned?.modules
}

describe('an Action with modules', () => {
  it('keeps what is known of a module when the code changes', async () => {
    const modules = [await createModule('first')]
    const prior = await stage.createAction({ modules })
    expect(prior.modules).toMatchObject([{ module_name: 'first', module_version_number: 1 }])
    expect(await plannedModules(prior, { modules, code: `${CODE}\n` })).toEqual(prior.modules)
    expect((await stage.changeAction(prior, { modules, code: `${CODE}\n` })).modules).toEqual(prior.modules)
  })

  it('keeps it when another module is added or removed', async () => {
    const [second, third] = [await createModule('second'), await createModule('third')]
    const prior = await stage.createAction({ name: 'more', modules: [second] })
    const added = { ...third, module_name: UNKNOWN, module_version_number: UNKNOWN }
    const modules = [second, third]
    expect(await plannedModules(prior, { name: 'more', modules })).toEqual(
      expect.arrayContaining([...prior.modules, added]),
    )
    const both = await stage.changeAction(prior, { name: 'more', modules })
    expect(await plannedModules(both, { name: 'more', modules: [second] })).toEqual(prior.modules)
  })

  it.each([
    ['module_id', 'Empty module id'],
    ['module_version_id', 'Empty module version'],
  ])('need a %s', async (name, summary) => {
    const module = { module_id: 'm', module_version_id: 'v', [name]: '' }
    const { diagnostics } = await refusalOf(stage.planAction(null, { modules: [module] }))
    expect(diagnostics).toMatchObject([{ summary, path: 'modules' }])
  })
})
