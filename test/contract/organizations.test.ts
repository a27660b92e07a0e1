import { itOnEmulator, openTarget, type Target, uniqueName } from './target'

const ORGANIZATIONS = '/api/v2/organizations'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

async function create(body = {}) {
  return await target.call('POST', ORGANIZATIONS, { name: uniqueName('c').slice(0, 38), ...body })
}

describe('an organization', () => {
  it('is created and read', async () => {
    const { status, body } = await create({ display_name: 'Acme' })
    const { body: read } = await target.call('GET', `${ORGANIZATIONS}/${body.id}`)
    expect([status, read.id, read.display_name]).toEqual([201, body.id, 'Acme'])
    expect(body.id).toMatch(/^org_[0-9A-Za-z]{16}$/)
  })

  it('is found by its name', async () => {
    const { body } = await create()
    expect((await target.call('GET', `${ORGANIZATIONS}/name/${body.name}`)).body.id).toBe(body.id)
  })

  it('changes', async () => {
    const { body } = await create()
    const { body: changed } = await target.call('PATCH', `${ORGANIZATIONS}/${body.id}`, { display_name: 'Changed' })
    expect(changed.display_name).toBe('Changed')
  })

  it('is refused a name that is taken', async () => {
    const { body } = await create()
    expect((await create({ name: body.name })).status).toBe(409)
  })

  it.each([{ name: 'With Blanks' }, { wings: 2 }, { name: '' }])('is refused with %j', async (change) => {
    const { status, body } = await create(change)
    expect([status, body.errorCode]).toEqual([400, 'invalid_body'])
  })

  it('is missing after it was deleted, the second time too', async () => {
    const path = `${ORGANIZATIONS}/${(await create()).body.id}`
    const [first, second] = [await target.call('DELETE', path), await target.call('DELETE', path)]
    expect([first?.status, second?.status]).toEqual([204, 404])
    expect(second?.body.message).toBe('No organization found by that id or name')
  })

  it('is listed page by page, by checkpoint', async () => {
    const ids = [(await create()).body.id, (await create()).body.id]
    const walked: string[] = []
    for (let next: string | undefined = ''; next !== undefined; ) {
      const { body } = await target.call('GET', `${ORGANIZATIONS}?take=1${next && `&from=${next}`}`)
      walked.push(...body.organizations.map(({ id }: { id: string }) => id))
      next = body.next
    }
    expect(walked).toEqual(expect.arrayContaining(ids))
  })
})

describe('the members of an organization', () => {
  itOnEmulator('come, get roles and go', 'creates users and roles', async () => {
    const members = `${ORGANIZATIONS}/${(await create()).body.id}/members`
    const connection = 'Username-Password-Authentication'
    const user = { connection, email: `${uniqueName()}@example.com`, password: uniqueName() }
    const { user_id } = (await target.call('POST', '/api/v2/users', user)).body
    const role = (await target.call('POST', '/api/v2/roles', { name: uniqueName() })).body
    const roles = `${members}/${encodeURIComponent(user_id)}/roles`
    await target.call('POST', members, { members: [user_id] })
    await target.call('POST', roles, { roles: [role.id] })
    const [listed, assigned] = [await target.call('GET', members), await target.call('GET', roles)]
    await target.call('DELETE', members, { members: [user_id] })
    const left = await target.call('GET', members)
    expect([listed.body.length, assigned.body, left.body]).toEqual([1, [role], []])
  })
})
