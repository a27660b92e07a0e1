import type { ManagementClient } from '../../../../provider/management/index'
import { reviewReplacedAction } from '../../../../provider/resources/event-stream/replaced-action'
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
