import { identifyClient, type Subject } from '../../../provider/framework/index'
import type { ManagementErrorDetails, NameHolder } from '../../../provider/management/index'
import { eventStreamExplanations } from '../../../provider/resources/event-stream/explain'
import { createExplain } from '../../../provider/resources/explain-error'
import { failure, subject, TERRAFORM } from './fixtures'

const PULUMI = identifyClient({ parentProgram: 'pulumi' })

function told(operation: Subject['operation'], details: Partial<ManagementErrorDetails>, client = TERRAFORM): string {
  const refused = failure({ kind: 'http', status: 409, fromAuth0: true, ...details })
  const about = { ...subject(operation, { name: 'users', id: 'est_2' }), wanted: { name: 'people' } }
  const explain = createExplain({ resources: [eventStreamExplanations] })
  return explain(refused, operation === 'update' ? about : subject(operation, { name: 'users' }), client)?.detail ?? ''
}
function held(relation?: NameHolder['relation']): Partial<ManagementErrorDetails> {
  return {
    nameHolder: { id: 'est_1', ...(relation && { relation }) },
  }
}

describe('the advice on a name that is taken', () => {
  it('of a stream of somebody else is to import it or to choose another name', () => {
    expect(told('create', held())).toMatch(
      /has the name "users" already\. If it is yours.*\n\n {2}terraform import 'ADDRESS' est_1/,
    )
  })

  it('of a stream that may be of the same run is to run again, too', () => {
    expect(told('create', held('waited'))).toContain('if this configuration does that, run terraform apply again')
    expect(told('update', held('waited'))).toContain('so not -parallelism=1')
    expect(told('create', held('waited'), PULUMI)).toContain('resource option aliases')
  })

  it.each(['create', 'update'] as const)('of a stream that could not be deleted is to mend that (%s)', (operation) => {
    expect(told(operation, held('kept'))).toContain('the same run was to delete or rename it, and failed')
    expect(told(operation, held('kept'))).toContain('Do not import it')
  })

  it.each(['create', 'update'] as const)('of a sibling is another name, never an import (%s)', (operation) => {
    expect(told(operation, held('sibling'))).toContain('another resource of this configuration')
    expect(told(operation, held('sibling'))).not.toContain('import')
  })

  it('of the stream that is replaced is the other order, in the words of the client', () => {
    expect(told('create', held('predecessor'))).toContain('create_before_destroy')
    expect(told('create', held('predecessor'), PULUMI)).toContain('deleteBeforeReplace: true')
    expect(told('create', held('predecessor'), PULUMI)).not.toContain('create_before_destroy')
  })
})

describe('a stream that was left with another name', () => {
  const left = { ...held('waited'), currentName: 'users (renaming 0123456789ab)' }

  it('says so after a delete, and what the next run does', () => {
    expect(told('delete', left)).toMatch(
      /was not sent.*\n\n.*"users \(renaming 0123456789ab\)" now\. Run terraform apply again/,
    )
  })

  it('says so after an update', () => {
    expect(told('update', left)).toMatch(/"users \(renaming 0123456789ab\)"\. .*the name "people"\.$/)
  })
})

describe('a 404', () => {
  const absent = { status: 404 }

  it('that may be of any router keeps the state, and says what to check', () => {
    const detail = told('read', { ...absent, gone: 'the response was 404 Not Found' })
    expect(detail).toContain('the list of event streams cannot be read either: the response was 404 Not Found.')
    expect(detail).toContain('The state is as it was.')
  })

  it('of an update promises a new stream only where a refresh comes first', () => {
    expect(told('update', absent)).toContain('do not use -refresh=false')
    expect(told('update', absent, PULUMI)).toContain('pulumi refresh')
    expect(told('update', absent, PULUMI)).not.toContain('creates it anew')
  })
})
