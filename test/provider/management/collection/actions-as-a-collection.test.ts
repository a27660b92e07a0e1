import type { Action, ManagementClientOptions } from '../../../../provider/management'
import { managementErrorOf, withTenant } from '../fixtures'
import { byMethod } from '../lost-answer'
import { type Answer, json, reset } from '../tenant'

const ACTIONS = '/api/v2/actions/actions'
const RECONCILING: Partial<ManagementClientOptions> = { reconciles: true, timeoutMs: 500 }

function actionOf(id: string, rest: Partial<Action> = {}): Action {
  const now = new Date().toISOString()
  return {
    id,
    name: id,
    supported_triggers: [{ id: 'event-stream', version: 'v1' }],
    code: 'exports.onExecuteEventStream = async () => {}',
    secrets: [{ name: 'KEY' }],
    all_changes_deployed: false,
    created_at: now,
    updated_at: now,
    ...rest,
  }
}

const BODY = {
  name: 'handler',
  supported_triggers: [{ id: 'event-stream', version: 'v1' }],
  code: 'exports.onExecuteEventStream = async () => {}',
  secrets: [{ name: 'KEY', value: 'a-secret' }],
}

/** Lists these Actions, by page and by name, and gives each of them. */
function holding(actions: readonly Action[]): Answer {
  return (response, nth, seen) => {
    const { pathname, searchParams } = new URL(seen.url, 'http://tenant')
    const single = actions.find(({ id }) => pathname === `${ACTIONS}/${id}`)
    if (single !== undefined) return json(200, single)(response, nth, seen)
    if (pathname !== ACTIONS) return json(404, { statusCode: 404, message: 'none' })(response, nth, seen)
    const [page, size] = [Number(searchParams.get('page') ?? 0), Number(searchParams.get('per_page') ?? 20)]
    const name = searchParams.get('actionName')
    const wanted = actions.filter((action) => name === null || action.name === name)
    json(200, { actions: wanted.slice(page * size, (page + 1) * size), total: wanted.length })(response, nth, seen)
  }
}

describe('reads of many Actions', () => {
  it('are one list call for each hundred', () => {
    const all = Array.from({ length: 250 }, (_, index) => actionOf(`a${index}`))
    return withTenant(
      { api: holding(all) },
      async ({ client, tenant }) => {
        const read = await Promise.all(all.map(({ id }) => client.actions.get(id)))
        expect(read.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
        expect(tenant.calls()).toEqual([0, 1, 2].map((page) => listCall(page)))
      },
      RECONCILING,
    )
  })

  it('are single calls again after a deployment', () =>
    withTenant(
      { api: byMethod({ GET: holding([actionOf('a1'), actionOf('a2')]), POST: json(200, VERSION) }) },
      async ({ client, tenant }) => {
        await Promise.all([client.actions.get('a1'), client.actions.get('a2')])
        await client.actions.deploy('a1')
        await client.actions.get('a2')
        expect(tenant.calls()).toEqual([listCall(0), `POST ${ACTIONS}/a1/deploy`, `GET ${ACTIONS}/a2`])
      },
      RECONCILING,
    ))
})

const VERSION = { id: 'v1', number: 1, deployed: false, created_at: '', updated_at: '' }

function listCall(page: number): string {
  return `GET ${ACTIONS}?${page === 0 ? '' : `page=${page}&`}per_page=100`
}

describe('an Action that is gone', () => {
  it('is confirmed by a page of one Action', () =>
    withTenant(
      { api: holding([]) },
      async ({ client, tenant }) => {
        const error = await managementErrorOf(client.actions.get('a1', { confirmGone: { createdAt: null } }))
        expect(error.gone).toBe(true)
        expect(tenant.calls()).toEqual([`GET ${ACTIONS}/a1`, `GET ${ACTIONS}?per_page=1`])
      },
      RECONCILING,
    ))
})

describe('a create of an Action whose response was lost', () => {
  const BY_NAME = `GET ${ACTIONS}?actionName=handler&per_page=100`

  it('adopts the Action that it made, found by its name, and sends the secrets again', () => {
    const name = 'handler'
    return withTenant(
      {
        api: byMethod({
          POST: reset,
          GET: lateHolding(() => [actionOf('a1', { name })]),
          PATCH: json(200, actionOf('a1', { name })),
        }),
      },
      async ({ client, tenant }) => {
        const { id, adopted } = await client.actions.create(BODY)
        expect([id, typeof adopted]).toEqual(['a1', 'string'])
        const patch = tenant.seen.find(({ method }) => method === 'PATCH')
        expect(JSON.parse(patch?.body ?? '')).toEqual({ secrets: BODY.secrets })
        expect(tenant.calls()).toEqual([`POST ${ACTIONS}`, BY_NAME, `PATCH ${ACTIONS}/a1`])
      },
      RECONCILING,
    )
  })

  it.each([
    ['code', { code: 'exports.onExecuteEventStream = async () => { other() }' }],
    ['triggers', { supported_triggers: [{ id: 'post-login', version: 'v3' }] }],
    ['secrets', { secrets: [] }],
    ['age', { created_at: '2026-01-16T08:50:33.955Z' }],
  ])('does not adopt one that differs: %s', (differs, rest) =>
    withTenant(
      { api: byMethod({ POST: reset, GET: lateHolding(() => [actionOf('a1', { name: 'handler', ...rest })]) }) },
      async ({ client }) => {
        expect((await managementErrorOf(client.actions.create(BODY))).nameHolder).toMatchObject({ id: 'a1', differs })
      },
      RECONCILING,
    ),
  )
})

/** As `holding`, of Actions that are made whenever they are listed: always after the create began. */
function lateHolding(make: () => readonly Action[]): Answer {
  return (response, nth, seen) => holding(make())(response, nth, seen)
}
