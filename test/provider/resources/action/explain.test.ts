import type { ObjectValue, Subject } from '../../../../provider/framework/index'
import type { ManagementErrorDetails } from '../../../../provider/management/index'
import { actionExplanations, pathOf } from '../../../../provider/resources/action/explain'
import { createExplain } from '../../../../provider/resources/explain-error'
import { action } from '../../../../schema/auth0/index'
import { http } from '../explained'
import { failure, TERRAFORM } from '../fixtures'

const explain = createExplain({ resources: [actionExplanations] })
function explained(
  details: Partial<ManagementErrorDetails>,
  operation: Subject['operation'] = 'create',
  values: ObjectValue = { name: 'users' },
) {
  return explain(failure(details), { operation, schema: action, values }, TERRAFORM)
}

describe('the argument that a refusal of Auth0 is about', () => {
  it.each([
    ["Payload validation error: 'String is too long' on property code (The source code).", ['code']],
    ["Payload validation error: 'String is too short' on property name.", ['name']],
    ['The runtime node12 is not supported by the trigger event-stream v1.', ['runtime']],
    ['The trigger event-stream has no version v9.', ['supported_triggers', 0, 'id']],
    ["Payload validation error: 'Array is too long' on property dependencies.", ['dependencies']],
    ["Payload validation error: 'String is too long' on property secrets[0].value.", ['secrets']],
    ['invalid DraftInformation.Modules[0]: value must be a valid UUID', ['modules']],
    ['Something else.', undefined],
  ])('is found in %j', (message, path) => {
    expect(pathOf(message, { values: {} })).toEqual(path)
  })

  it('is the block of write-only secrets where there are some', () => {
    const values = { secrets_wo: [{ name: 'A', value: null }] }
    expect(pathOf('The secret A is given more than once.', { values })).toEqual(['secrets_wo'])
  })
})

describe('a refusal about an Action', () => {
  it('for a taken name says how to take the Action over', () => {
    const { path, detail } = explained(http(409, { nameHolder: { id: 'uuid-1' } })) ?? {}
    expect([path, detail]).toEqual([['name'], expect.stringContaining("terraform import 'ADDRESS' uuid-1")])
  })

  it.each([
    ['code', 'its code is another'],
    ['triggers', 'its trigger is another'],
    ['secrets', 'its secrets are others'],
    ['age', 'it was created before the request'],
  ])('says why one with the name was not adopted: %s', (differs, words) => {
    const lost = { kind: 'network', mayHaveBeenApplied: true, nameHolder: { id: 'uuid-1', differs } } as const
    expect(explained(lost)?.detail).toContain(words)
  })

  it('for an Action that is in use names the event stream and the command, or else what may use it', () => {
    function inUse(rest = {}) {
      return explained(http(409, rest), 'delete')?.detail
    }
    expect(inUse({ usedBy: { id: 'est_1', name: 'users' } })).toMatch(
      /"users" with the id est_1.*auth0 event-streams delete est_1".*together with its stream\. Then run the command again\.$/s,
    )
    expect(inUse()).toContain('such as the binding of a trigger')
  })

  it('for the limit of Actions says so', () => {
    expect(explained(http(403, { errorCode: 'too_many_entities' }))?.detail).toContain(
      'Delete Actions that are not needed',
    )
  })

  it('of a read says to check the id, and of an update what became of the Action', () => {
    expect(explained(http(404), 'read')?.detail).toContain('Check the id')
    expect(explained(http(404), 'update')?.detail).toMatch(
      /deleted outside Terraform, or together with the event stream/,
    )
  })

  it('that may come from another server keeps the state', () => {
    expect(explained(http(404, { gone: 'no list' }), 'read')?.detail).toMatch(
      /does not mean that the Action is gone.*state is as it was/s,
    )
  })
})

describe('a failure after the Action was written', () => {
  const deploy = { operation: 'deploy Action uuid-1', method: 'POST' }

  it('is told as one of the deployment, with how to go on from the Action that exists', () => {
    const { summary, detail } = explained({ ...http(403), ...deploy }) ?? {}
    expect(summary).toBe('Cannot deploy Action')
    expect(detail).toMatch(/refused to deploy the Action "users".*exists and is in the state, marked as tainted/s)
    expect(explained({ ...http(403), ...deploy }, 'update')?.detail).toMatch(
      /run terraform apply again to deploy it\.$/,
    )
  })

  it('does not advise to look for an Action that is in the state', () => {
    const lost = explained({ ...http(503), ...deploy, mayHaveBeenApplied: true })?.detail
    expect(lost).not.toMatch(/may still|take it over/)
    const unread = explained({ ...http(500), operation: 'read Action uuid-1', method: 'GET' })
    expect([unread?.summary, unread?.detail]).toEqual(['Cannot read Action', expect.stringMatching(/is in the state/)])
  })

  it('is not meant by a name that is taken, or a read before an update', () => {
    expect(explained({ ...http(409), ...deploy })?.detail).not.toMatch(/has the name/)
    expect(explained({ ...http(500), operation: 'read Action uuid-1' }, 'update')?.summary).toBe('Cannot update Action')
  })
})
