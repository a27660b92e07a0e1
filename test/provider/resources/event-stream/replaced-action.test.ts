import type { ManagementClient } from '../../../../provider/management/index'
import { rememberRunner, reviewReplacedAction } from '../../../../provider/resources/event-stream/replaced-action'
import { UNKNOWN } from '../../../../schema/dsl/index'
import { TERRAFORM } from '../fixtures'

function run() {
  return {} as ManagementClient
}
function stream(action_id: string | typeof UNKNOWN) {
  return { name: 'users', action_configuration: [{ action_id }] }
}
function change(over: object) {
  return {
    prior: null,
    planned: null,
    config: null,
    replacements: [],
    completesReplacement: false,
    ...over,
  }
}
const exists = change({ prior: stream('action-1'), planned: stream('action-1') })
function created(action: string | typeof UNKNOWN) {
  return change({ planned: stream(action), completesReplacement: true })
}

describe('a stream that is replaced, as with -replace', () => {
  it('is refused when it is to run the Action that goes with the old one', () => {
    const api = run()
    expect(reviewReplacedAction(api, exists, TERRAFORM)).toEqual([])
    const [refused] = reviewReplacedAction(api, created('action-1'), TERRAFORM)
    expect(refused).toMatchObject({ severity: 'error' })
    expect(refused?.detail).toMatch(/so that the create would fail\.\n\nReplace the Action.* -replace='ADDRESS'/)
  })

  it.each([
    ['another Action', 'action-2'],
    ['an Action that is replaced as well', UNKNOWN],
  ])('is not when it is to run %s', (_, action) => {
    const api = run()
    reviewReplacedAction(api, exists, TERRAFORM)
    expect(reviewReplacedAction(api, created(action), TERRAFORM)).toEqual([])
  })

  it('is not when the old one ran none', () => {
    expect(reviewReplacedAction(run(), created('action-1'), TERRAFORM)).toEqual([])
  })
})

describe('a stream that is tainted, which Terraform plans as a new one', () => {
  const tainted = { id: 'est_1', ...(stream('action-1') as { name: string }) }
  const again = change({ planned: stream('action-1') })

  it('is warned of, since its Action goes with the old one', () => {
    const api = run()
    rememberRunner(api, tainted)
    const [warned] = reviewReplacedAction(api, again, TERRAFORM)
    expect(warned).toMatchObject({ severity: 'warning' })
    expect(warned?.detail).toMatch(/the Action action-1\..*"terraform untaint 'ADDRESS'"/s)
  })

  it('is silent when the stream of the state goes on, and another one is created', () => {
    const api = run()
    rememberRunner(api, tainted)
    reviewReplacedAction(api, change({ prior: tainted, planned: tainted }), TERRAFORM)
    expect(reviewReplacedAction(api, again, TERRAFORM)).toEqual([])
  })

  it.each([
    ['the Action is replaced as well', stream(UNKNOWN)],
    ['it has another name', { ...stream('action-1'), name: 'people' }],
  ])('is silent when %s', (_, planned) => {
    const api = run()
    rememberRunner(api, tainted)
    expect(reviewReplacedAction(api, change({ planned }), TERRAFORM)).toEqual([])
  })
})
