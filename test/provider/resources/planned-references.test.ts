import { ACTION_WORDS } from '../../../provider/resources/action/explain'
import { EVENT_STREAM_WORDS } from '../../../provider/resources/event-stream/explain'
import { createPlannedReferences } from '../../../provider/resources/planned-references'

const action = { id: 'action-1', name: 'handler' }
const unplanned = { config: null, replacements: [], completesReplacement: false }
const deletion = { ...unplanned, prior: action, planned: null }
const stays = { ...unplanned, prior: action, planned: action }
const path = ['action_configuration', 0, 'action_id']
const stream = { words: EVENT_STREAM_WORDS, name: 'users', targetId: 'action-1', path }

describe('deleting an object that another one goes on using', () => {
  it.each([
    ['is planned first', ['target', 'reference']],
    ['is planned last', ['reference', 'target']],
  ])('is refused, with the two steps, when it %s', (_, order) => {
    const plans = createPlannedReferences()
    const reviews = {
      target: () => plans.reviewTarget(deletion, ACTION_WORDS),
      reference: () => plans.reviewReference(stream),
    }
    const found = order.flatMap((one) => reviews[one as keyof typeof reviews]())
    expect(found).toMatchObject([{ severity: 'error', summary: 'Action "handler" is still used' }])
    expect(found[0]?.detail).toMatch(/the event stream "users" is to go on using it.*Take two steps/s)
  })

  it('is planned in a destroy, which plans everything as it is first', () => {
    const plans = createPlannedReferences()
    plans.reviewTarget(stays, ACTION_WORDS)
    plans.reviewReference(stream)
    expect(plans.reviewTarget(deletion, ACTION_WORDS)).toEqual([])
  })

  it('is planned when the other one uses something else', () => {
    const plans = createPlannedReferences()
    plans.reviewTarget(deletion, ACTION_WORDS)
    expect(plans.reviewReference({ ...stream, targetId: 'action-2' })).toEqual([])
  })
})
