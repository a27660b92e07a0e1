import { setActionStage } from './actions/action-stage'
import { eventbridgeStream } from './event-stream-config'
import { refusalOf } from './stage'

const stage = setActionStage()

const NO_STREAM = 'est_1111111111111111111111'
const NO_ACTION = '12f4f21b-017a-319d-92e7-2291c1ca36c4'

function summaryOf(attempt: Promise<unknown>) {
  return refusalOf(attempt).then(({ diagnostics }) => diagnostics.map(({ summary }) => summary))
}

describe('an import by identity', () => {
  it('finds an event stream as it was created, with one read', async () => {
    const created = await stage.create(eventbridgeStream())
    const { state } = await stage.stream.import({ id: created.id })
    expect([state, stage.stream.identityOf(state)]).toEqual([created, { id: created.id }])
    expect(stage.calls()).toEqual([`GET /api/v2/event-streams/${created.id}`])
  })

  it('finds an Action', async () => {
    const { id } = await stage.createAction()
    const { state } = await stage.action.import({ id })
    expect([state.id, stage.action.identityOf(state)]).toEqual([id, { id }])
  })

  it('plans nothing for what it imported', async () => {
    const { id } = await stage.create(eventbridgeStream())
    const { state } = await stage.stream.import({ id })
    expect(await stage.actionOf(state, eventbridgeStream())).toBe('no-op')
  })

  it.each(['users', '', `${NO_STREAM}x`, `../${NO_STREAM}`, NO_ACTION])(
    'refuses the id %j without a call, as an import by id does',
    async (id) => {
      expect(await summaryOf(stage.stream.import({ id }))).toEqual(['Invalid event stream id'])
      expect(stage.calls()).toEqual([])
    },
  )

  it('refuses an id that is no Action id', async () => {
    expect(await summaryOf(stage.action.import({ id: NO_STREAM }))).toEqual(['Invalid Action id'])
  })

  it.each([null])('refuses an identity whose id is %j', async (id) => {
    const { diagnostics } = await refusalOf(stage.stream.import({ id }))
    expect(diagnostics).toEqual([
      expect.objectContaining({
        summary: 'Incomplete import identity',
        detail: expect.stringContaining('The identity of auth0_event_stream has no value for "id".'),
      }),
    ])
  })

  it('reports an identity that no object has, as Terraform words it', async () => {
    const absent = ['Cannot import non-existent remote object']
    expect(await summaryOf(stage.stream.import({ id: NO_STREAM }))).toEqual(absent)
    expect(await summaryOf(stage.action.import({ id: NO_ACTION }))).toEqual(absent)
  })
})
