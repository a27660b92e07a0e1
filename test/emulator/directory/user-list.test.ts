import { sourceKit } from './source-kit'

const NAMES = ['ada', 'bob', 'cyd']

async function threeUsers() {
  const kit = sourceKit()
  for (const name of NAMES) await kit.createUser({ email: `${name}@example.com`, user_id: name })
  async function list(query: string) {
    return (await kit.api('GET', `/users${query}`)).body
  }
  return { ...kit, list }
}

function idsOf(users: readonly { user_id: string }[]) {
  return users.map(({ user_id }) => user_id)
}

describe('the list of users', () => {
  it('is an array unless totals are asked for', async () => {
    const { list } = await threeUsers()
    expect(idsOf(await list(''))).toEqual(['auth0|ada', 'auth0|bob', 'auth0|cyd'])
  })

  it('counts with totals', async () => {
    const { list } = await threeUsers()
    const { users, ...totals } = await list('?include_totals=true&per_page=2&page=1')
    expect([idsOf(users), totals]).toEqual([['auth0|cyd'], { start: 2, limit: 2, length: 1, total: 3 }])
  })

  it.each([
    ['email:"bob@example.com"', ['auth0|bob']],
    ['user_id:"auth0|cyd"', ['auth0|cyd']],
    ['nickname:a*', ['auth0|ada']],
    ['identities.connection:"Username-Password-Authentication" AND nickname:bob', ['auth0|bob']],
    ['email:"bob@example.com" AND nickname:ada', []],
    ['app_metadata.plan:gold', []],
  ])('is narrowed by %s', async (q, expected) => {
    const { list } = await threeUsers()
    expect(idsOf(await list(`?q=${encodeURIComponent(q)}&search_engine=v3`))).toEqual(expected)
  })

  it.each(['bob', 'email:(a OR b)', 'logins_count:[1 TO 5]'])('refuses the search %s', async (q) => {
    const { api } = await threeUsers()
    const { status, body } = await api('GET', `/users?q=${encodeURIComponent(q)}`)
    expect([status, body.errorCode]).toEqual([400, 'invalid_query_string'])
  })

  it('is sorted when asked', async () => {
    const { list } = await threeUsers()
    expect(idsOf(await list('?sort=email:-1'))).toEqual(['auth0|cyd', 'auth0|bob', 'auth0|ada'])
  })

  it.each([
    ['fields=email', { email: 'ada@example.com' }],
    ['fields=user_id,nickname&include_fields=true', { user_id: 'auth0|ada', nickname: 'ada' }],
  ])('holds the fields that %s names', async (fields, expected) => {
    const { list } = await threeUsers()
    expect((await list(`?${fields}`))[0]).toEqual(expected)
  })

  it('leaves out the fields that are excluded', async () => {
    const { list } = await threeUsers()
    const [first] = await list('?fields=identities,picture&include_fields=false')
    expect(Object.keys(first)).toEqual([
      'created_at',
      'email',
      'email_verified',
      'name',
      'nickname',
      'updated_at',
      'user_id',
    ])
  })

  it('ends after a thousand users', async () => {
    const { api } = await threeUsers()
    const { status, body } = await api('GET', '/users?page=10&per_page=100')
    expect([status, body.errorCode]).toEqual([400, 'invalid_paging'])
  })

  it.each(['per_page=101', 'page=-1', 'search_engine=v9', 'sort=email', 'wings=2'])('refuses %s', async (query) => {
    const { api } = await threeUsers()
    const { status, body } = await api('GET', `/users?${query}`)
    expect([status, body.errorCode]).toEqual([400, 'invalid_query_string'])
  })
})

describe('users by email', () => {
  it('are those with that address, in any case', async () => {
    const { api } = await threeUsers()
    const { body } = await api('GET', '/users-by-email?email=BOB@example.com')
    expect(idsOf(body)).toEqual(['auth0|bob'])
  })
})
