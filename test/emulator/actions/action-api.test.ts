import { ACTIONS, actionBody, actionKit, DELAY_MS } from './action-kit'

describe('the build of an action that depends on packages', () => {
  it.each([
    ['one that npm has', { name: 'axios', version: '1.7.2' }, ['pending', 'building', 'built', 'built']],
    ['one in a scope', { name: '@scope/pkg', version: '^1.0.0' }, ['pending', 'building', 'built', 'built']],
    ["a module of Node's own", { name: 'crypto', version: '17.7.1' }, ['pending', 'building', 'retrying', 'failed']],
    [
      'a name that npm refuses',
      { name: 'no such thing', version: '1.0.0' },
      ['pending', 'building', 'retrying', 'failed'],
    ],
    ['a version that is none', { name: 'axios', version: 'newest!' }, ['pending', 'building', 'retrying', 'failed']],
    ['one the tenant calls bad', { name: 'left-pad', version: '1.0.0' }, ['pending', 'building', 'retrying', 'failed']],
    [
      'a version the tenant calls bad',
      { name: 'colors', version: '1.4.1' },
      ['pending', 'building', 'retrying', 'failed'],
    ],
    ['another version', { name: 'colors', version: '1.4.0' }, ['pending', 'building', 'built', 'built']],
  ])('with %s goes its way', async (_name, dependency, expected) => {
    const { create, at, pass } = actionKit({ badDependencies: ['left-pad', 'colors@1.4.1'] })
    const { id, status } = await create({ dependencies: [dependency] })
    const statuses = [status]
    for (let step = 0; step < 3; step += 1) {
      pass(step === 2 ? DELAY_MS : DELAY_MS / 2)
      statuses.push((await at(id)).body.status)
    }
    expect(statuses).toEqual(expected)
  })

  it('forgets the registry once it is done', async () => {
    const { create, at, pass } = actionKit()
    const dependency = { name: 'axios', version: '1.7.2', registry_url: 'https://npm.example.com' }
    const { id, dependencies } = await create({ dependencies: [dependency] })
    pass(DELAY_MS)
    expect([dependencies, (await at(id)).body.dependencies]).toEqual([
      [dependency],
      [{ name: 'axios', version: '1.7.2' }],
    ])
  })

  it('cannot be deployed when it has failed', async () => {
    const { create, call, pass } = actionKit()
    const { id } = await create({ dependencies: [{ name: 'crypto', version: '1.0.0' }] })
    pass(2 * DELAY_MS)
    const { status, body } = await call('POST', `${ACTIONS}/${id}/deploy`)
    expect([status, body.message]).toEqual([
      400,
      "A draft must be in the 'built' state before it can be deployed. Its build fails: the dependency crypto@1.0.0 cannot be installed.",
    ])
  })
})

describe('an action', () => {
  it('answers with the keys of recorded answers, in their order', async () => {
    const { createBuilt, deploy, at } = actionKit()
    const { id } = await createBuilt()
    await deploy(id)
    const { body } = await at(id)
    const keys = [Object.keys(body), Object.keys(body.current_version), Object.keys(body.deployed_version)]
    expect(keys.map((names) => names.join(' '))).toEqual([
      'id name supported_triggers created_at updated_at code dependencies runtime status secrets current_version deployed_version all_changes_deployed',
      'id code runtime status number build_time created_at updated_at',
      'code dependencies id deployed number built_at secrets status created_at updated_at runtime supported_triggers',
    ])
  })

  it('shows the version that its creation deploys from the start, as pending', async () => {
    const { create } = actionKit()
    const { current_version, deployed_version, all_changes_deployed } = await create({ deploy: true })
    const seen = [current_version.status, deployed_version.status, deployed_version.deployed, all_changes_deployed]
    expect(seen).toEqual(['PENDING', 'pending', true, true])
  })

  it('keeps its times from one answer to the next', async () => {
    const { create, at } = actionKit()
    const created = await create({ secrets: [{ name: 'KEY', value: 'v' }] })
    expect((await at(created.id)).body).toEqual(created)
  })

  it('answers its secrets in another order, without values', async () => {
    const { create } = actionKit()
    const { secrets } = await create({
      secrets: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    })
    expect(secrets.map(Object.keys)).toEqual([
      ['name', 'updated_at'],
      ['name', 'updated_at'],
    ])
    expect(secrets.map(({ name }: { name: string }) => name)).toEqual(['B', 'A'])
  })

  it('moves the time of a secret only when its value changes', async () => {
    const { createBuilt, change } = actionKit()
    const { id, secrets } = await createBuilt({
      secrets: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    })
    const { body } = await change(id, {
      secrets: [
        { name: 'A', value: '1' },
        { name: 'B', value: '3' },
      ],
    })
    const moved = body.secrets.map(
      (secret: unknown, at: number) => JSON.stringify(secret) !== JSON.stringify(secrets[at]),
    )
    expect(moved).toEqual([true, false])
  })

  it.each([
    ['name', { name: '' }, "'String is too short (0 chars), minimum 1' on property name"],
    [
      'trigger',
      { supported_triggers: [{ id: 'no-such' }] },
      "'No enum match for: no-such' on property supported_triggers.0.id",
    ],
    ['version of a trigger', { supported_triggers: [{ id: 'event-stream', version: 'v9' }] }, 'no version v9'],
    [
      'second trigger',
      { supported_triggers: [{ id: 'event-stream' }, { id: 'post-login' }] },
      'Array is too long (2), maximum 1',
    ],
    ['runtime', { runtime: 'deno' }, 'The runtime deno is not supported'],
    ['code', { code: 'x'.repeat(100_001) }, "'String is too long (100001 chars), maximum 100000' on property code"],
    [
      'code in bytes',
      { code: 'é'.repeat(50_001) },
      "'String is too long (100002 bytes), maximum 100000' on property code",
    ],
    [
      'eleventh dependency',
      { dependencies: Array(11).fill({ name: 'a', version: '1' }) },
      'Array is too long (11), maximum 10',
    ],
    ['thirty-first secret', { secrets: Array.from({ length: 31 }, (_, n) => ({ name: `S${n}` })) }, 'maximum 30'],
    ['long name of a secret', { secrets: [{ name: 'x'.repeat(129) }] }, 'String is too long (129 chars), maximum 128'],
    ['long value of a secret', { secrets: [{ name: 'A', value: 'x'.repeat(4_097) }] }, 'maximum 4096'],
    ['secret twice', { secrets: [{ name: 'A' }, { name: 'A' }] }, 'The secret A is given more than once'],
    ['module', { modules: [{ module_id: 'm' }] }, 'Missing required property: module_version_id'],
    ['unknown property', { color: 'red' }, 'Additional properties not allowed: color'],
  ])('refuses its %s', async (_name, overrides, message) => {
    const { call } = actionKit()
    const { status, body } = await call('POST', ACTIONS, actionBody(overrides))
    expect([status, body.errorCode, body.message]).toEqual([400, 'invalid_body', expect.stringContaining(message)])
  })

  it('refuses a name that another action has, at creation and in a change', async () => {
    const { call, create, change } = actionKit()
    await create()
    const { id } = await create({ name: 'second' })
    const statuses = [(await call('POST', ACTIONS, actionBody())).status, (await change(id, { name: 'users' })).status]
    expect(statuses).toEqual([409, 409])
  })

  it('may be sent its own name', async () => {
    const { create, change } = actionKit()
    const { id } = await create()
    expect((await change(id, { name: 'users' })).status).toBe(200)
  })

  it('is refused when the tenant has a hundred', async () => {
    const { call, tenant } = actionKit()
    for (let n = 0; n < 100; n += 1) tenant.addAction({ name: `action-${n}` })
    const { status, body } = await call('POST', ACTIONS, actionBody())
    expect([status, body.errorCode]).toEqual([403, 'too_many_entities'])
  })

  it('is deployed as it was when it has changed since', async () => {
    const { createBuilt, deploy, change, at } = actionKit()
    const { id, code } = await createBuilt()
    await deploy(id)
    await change(id, { code: '// other' })
    const { body } = await at(id)
    expect([body.deployed_version.code, body.code, body.all_changes_deployed]).toEqual([code, '// other', false])
  })
})

describe('the list of actions', () => {
  it('is narrowed by trigger, name, deployment and origin', async () => {
    const { call, tenant, create } = actionKit()
    await create({ name: 'draft' })
    tenant.addAction({ name: 'deployed' })
    tenant.addAction({ name: 'login', trigger: 'post-login' })
    async function names(query: string) {
      const { body } = await call('GET', `${ACTIONS}?${query}`)
      return body.actions.map(({ name }: { name: string }) => name)
    }
    const queries = ['triggerId=event-stream', 'actionName=login', 'deployed=false', 'installed=true']
    const lists = await Promise.all(queries.map(names))
    expect(lists).toEqual([['draft', 'deployed'], ['login'], ['draft'], []])
  })

  it('comes in pages, whose first leaves its number out', async () => {
    const { call, tenant } = actionKit()
    for (const name of ['a', 'b', 'c']) tenant.addAction({ name })
    const first = (await call('GET', `${ACTIONS}?per_page=2`)).body
    const second = (await call('GET', `${ACTIONS}?per_page=2&page=1`)).body
    expect([first.actions.length, first.total, first.page, first.per_page]).toEqual([2, 3, undefined, 2])
    expect([second.actions.length, second.total, second.page]).toEqual([1, 3, 1])
  })

  it.each(['per_page=0', 'per_page=101', 'page=-1', 'deployed=maybe'])('refuses %s', async (query) => {
    const { call } = actionKit()
    const { status, body } = await call('GET', `${ACTIONS}?${query}`)
    expect([status, body.errorCode]).toEqual([400, 'invalid_query_string'])
  })
})

describe('the triggers', () => {
  it('have event-stream among them, bound by its streams', async () => {
    const { call } = actionKit()
    const { body } = await call('GET', '/api/v2/actions/triggers')
    expect(body.triggers).toContainEqual({
      id: 'event-stream',
      version: 'v1',
      status: 'CURRENT',
      runtimes: expect.arrayContaining(['node22']),
      default_runtime: 'node22',
      binding_policy: 'entity-bound',
      compatible_triggers: [],
    })
  })

  it('have no bindings', async () => {
    const { call } = actionKit()
    const { body } = await call('GET', '/api/v2/actions/triggers/post-login/bindings')
    expect(body).toEqual({ bindings: [], total: 0, per_page: 20 })
  })
})

describe('an Action that a test adds', () => {
  it('is refused with a secret that has no value', async () => {
    const { call } = actionKit()
    const { status, body } = await call('POST', '/__emulator/actions', { secrets: [{ name: 'KEY' }] })
    expect([status, body.message]).toEqual([400, expect.stringContaining('Missing required property: value')])
  })
})
