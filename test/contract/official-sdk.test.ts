import { readFileSync } from 'node:fs'
import { Management, ManagementClient } from 'auth0'
import { Agent, type RequestInit as UndiciInit, fetch as undiciFetch } from 'undici'
import { createClock } from '../../emulator/clock'
import { encodeOffset } from '../../emulator/events/sse-cursor'
import { type Emulator, startEmulator } from '../../emulator/index'

const clock = createClock()
let emulator: Emulator
let agent: Agent
let client: ManagementClient

beforeAll(async () => {
  emulator = await startEmulator({ tls: true, clock })
  agent = new Agent({ connect: { ca: readFileSync(emulator.caFile ?? '', 'utf8') } })
  client = connect()
})
afterAll(async () => {
  await agent.close()
  await emulator.close()
})

/** The official client as an application would set it up, but for the authority that it trusts. */
function connect(clientSecret = emulator.clientSecret): ManagementClient {
  function trusting(url: string, init: UndiciInit) {
    return undiciFetch(url, { ...init, dispatcher: agent })
  }
  const { host: domain } = new URL(emulator.url)
  const { clientId } = emulator
  return new ManagementClient({
    domain,
    clientId,
    clientSecret,
    maxRetries: 0,
    fetch: trusting as unknown as typeof fetch,
  })
}

let count = 0
function unique(label: string) {
  count += 1
  return `${label}-${count}`
}

function createUser(nickname = unique('user')) {
  return client.users.create({
    connection: 'Username-Password-Authentication',
    email: `${nickname}@example.com`,
    password: 'correct horse battery staple',
    nickname,
  })
}

async function createOrganization() {
  const { id = '' } = await client.organizations.create({ name: unique('acme') })
  return id
}

async function createRole() {
  const { id = '' } = await client.roles.create({ name: unique('role') })
  return id
}

/** Everything that a list of the client gives, page by page. */
async function collect<Item>(page: AsyncIterable<Item> | Promise<AsyncIterable<Item>>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of await page) items.push(item)
  return items
}

async function statusOf(call: Promise<unknown>): Promise<unknown> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof Error && 'statusCode' in error ? error.statusCode : error
}

describe('the official client', () => {
  it('is told when its secret is wrong', async () => {
    expect(await statusOf(connect('wrong').users.list())).toBe(401)
  })

  it('creates, reads, changes and deletes a user', async () => {
    const { user_id = '' } = await createUser('ada')
    await client.users.update(user_id, { user_metadata: { color: 'blue' } })
    const { data, rawResponse } = await client.users.get(user_id).withRawResponse()
    expect([data.user_metadata, rawResponse.status]).toEqual([{ color: 'blue' }, 200])
    await client.users.delete(user_id)
    expect(await statusOf(client.users.get(user_id))).toBe(404)
  })

  it('walks through the users page by page', async () => {
    const made = await Promise.all([createUser(), createUser(), createUser()])
    const walked = await collect(client.users.list({ per_page: 2 }))
    expect(walked.map(({ user_id }) => user_id)).toEqual(expect.arrayContaining(made.map(({ user_id }) => user_id)))
    expect(new Set(walked.map(({ user_id }) => user_id)).size).toBe(walked.length)
  })

  it('searches users', async () => {
    const { email = '', user_id } = await createUser()
    const [found] = await collect(client.users.list({ q: `email:"${email}"`, search_engine: 'v3' }))
    const [byEmail] = await client.users.listUsersByEmail({ email })
    expect([found?.user_id, byEmail?.user_id]).toEqual([user_id, user_id])
  })

  it('gets the errors of its own classes', async () => {
    const { email = '' } = await createUser()
    const connection = 'Username-Password-Authentication'
    await expect(client.users.create({ connection, email, password: 'x' })).rejects.toThrow(Management.ConflictError)
    await expect(client.users.create({ connection: '' })).rejects.toThrow(Management.BadRequestError)
    await expect(client.organizations.get('org_none')).rejects.toThrow(Management.NotFoundError)
  })

  it('creates, finds, changes and deletes an organization', async () => {
    const name = unique('acme')
    const { id = '' } = await client.organizations.create({ name })
    await client.organizations.update(id, { display_name: 'Acme' })
    expect(await client.organizations.getByName(name)).toEqual({ id, name, display_name: 'Acme' })
    await client.organizations.delete(id)
    expect(await statusOf(client.organizations.get(id))).toBe(404)
  })

  it('walks through the organizations by checkpoint', async () => {
    const made = [await createOrganization(), await createOrganization(), await createOrganization()]
    const walked = (await collect(client.organizations.list({ take: 2 }))).map(({ id }) => id)
    expect(walked).toEqual(expect.arrayContaining(made))
    expect(new Set(walked).size).toBe(walked.length)
  })

  it('manages members and their roles', async () => {
    const id = await createOrganization()
    const role = await createRole()
    const users = await Promise.all([createUser(), createUser(), createUser()])
    const members = users.map(({ user_id = '' }) => user_id)
    await client.organizations.members.create(id, { members })
    const [first = ''] = members
    await client.organizations.members.roles.assign(id, first, { roles: [role] })
    expect((await collect(client.organizations.members.list(id, { take: 2 }))).length).toBe(3)
    expect(await collect(client.organizations.members.roles.list(id, first))).toMatchObject([{ id: role }])
    await client.organizations.members.roles.delete(id, first, { roles: [role] })
    await client.organizations.members.delete(id, { members })
    expect(await collect(client.organizations.members.list(id))).toEqual([])
  })

  it('manages the connections of an organization', async () => {
    const id = await createOrganization()
    const { id: connection_id = '' } = await client.connections.create({ name: unique('okta'), strategy: 'okta' })
    await client.organizations.enabledConnections.add(id, { connection_id })
    await client.organizations.enabledConnections.update(id, connection_id, { assign_membership_on_login: true })
    expect(await collect(client.organizations.enabledConnections.list(id))).toMatchObject([
      { connection_id, assign_membership_on_login: true },
    ])
    await client.organizations.enabledConnections.delete(id, connection_id)
    expect(await statusOf(client.organizations.enabledConnections.get(id, connection_id))).toBe(404)
  })

  it('manages roles', async () => {
    const id = await createRole()
    await client.roles.update(id, { description: 'changed' })
    expect(await client.roles.get(id)).toMatchObject({ id, description: 'changed' })
    expect((await collect(client.roles.list({ per_page: 1 }))).map((role) => role.id)).toContain(id)
    await client.roles.delete(id)
    expect(await statusOf(client.roles.get(id))).toBe(404)
  })

  it('manages connections', async () => {
    const name = unique('okta')
    const { id = '' } = await client.connections.create({ name, strategy: 'okta' })
    await client.connections.update(id, { display_name: 'Staff' })
    expect(await client.connections.get(id)).toMatchObject({ id, display_name: 'Staff' })
    expect(await collect(client.connections.list({ strategy: ['okta', 'email'], take: 1 }))).toContainEqual(
      expect.objectContaining({ id }),
    )
    await client.connections.delete(id)
    expect(await statusOf(client.connections.get(id))).toBe(404)
  })

  it('reads groups, gives them roles and deletes them', async () => {
    const role = await createRole()
    const id = await createGroup()
    const { user_id = '' } = await createUser()
    await control('POST', `groups/${id}/members/${encodeURIComponent(user_id)}`)
    expect((await collect(client.groups.list({ take: 1 }))).map((group) => group.id)).toContain(id)
    expect(await collect(client.groups.members.get(id))).toMatchObject([{ id: user_id, member_type: 'user' }])
    await client.groups.roles.create(id, { roles: [role] })
    expect(await collect(client.groups.roles.list(id))).toMatchObject([{ id: role }])
    await client.groups.roles.delete(id, { roles: [role] })
    await client.groups.delete(id)
    expect(await statusOf(client.groups.get(id))).toBe(404)
  })

  it('gives roles to the groups of an organization', async () => {
    const organization = await createOrganization()
    const role = await createRole()
    const group = await createGroup({ organization_id: organization })
    await client.organizations.groups.roles.create(organization, group, { roles: [role] })
    expect(await collect(client.organizations.groups.list(organization))).toMatchObject([{ id: group }])
    expect(await collect(client.organizations.groups.roles.list(organization, group))).toMatchObject([{ id: role }])
    await client.organizations.groups.roles.delete(organization, group, { roles: [role] })
    expect(await collect(client.organizations.groups.roles.list(organization, group))).toEqual([])
  })
})

describe('the official client on the events', () => {
  it('hears what it does, in order and with cursors', async () => {
    const stop = new AbortController()
    const stream = await client.events.subscribe(
      { event_type: ['user.created', 'user.deleted'] },
      {
        abortSignal: stop.signal,
      },
    )
    const { user_id = '' } = await createUser()
    await client.users.delete(user_id)
    const received: unknown[] = []
    for await (const message of stream) {
      if (message.type === 'user.created' || message.type === 'user.deleted') {
        received.push([message.type, message.event.data.object.user_id])
      }
      if (received.length === 2) break
    }
    stop.abort()
    expect(received).toEqual([
      ['user.created', user_id],
      ['user.deleted', user_id],
    ])
  })

  it('is refused a cursor that is none, and one whose events are gone', async () => {
    await expect(client.events.subscribe({ from: 'nonsense' })).rejects.toThrow(Management.BadRequestError)
    const gone = client.events.subscribe({ from: encodeOffset(1_000_000) })
    await expect(gone).rejects.toThrow(Management.GoneError)
  })
})

describe('the official client on event streams', () => {
  it('creates, reads, changes, lists and deletes a stream', async () => {
    const { id } = await createStream()
    await client.eventStreams.update(id, { status: 'disabled' })
    expect(await client.eventStreams.get(id)).toMatchObject({ id, status: 'disabled' })
    const walked = await collect(client.eventStreams.list({ take: 1 }))
    expect(walked.map((stream) => stream.id)).toContain(id)
    await client.eventStreams.delete(id)
    expect(await statusOf(client.eventStreams.get(id))).toBe(404)
  })

  it('creates, deploys, lists and deletes an action', async () => {
    const supported_triggers = [{ id: 'event-stream' as const, version: 'v1' }]
    const { id = '' } = await client.actions.create({ name: unique('action'), supported_triggers, code: '' })
    while ((await client.actions.get(id)).status !== 'built') await new Promise((resolve) => setTimeout(resolve, 10))
    await client.actions.deploy(id)
    expect((await collect(client.actions.list({ triggerId: 'event-stream' }))).map((each) => each.id)).toContain(id)
    await client.actions.delete(id)
    expect(await statusOf(client.actions.get(id))).toBe(404)
  })

  it('tests a stream, reads its deliveries and asks for them again', async () => {
    const { id } = await createStream()
    const { id: eventId } = await client.eventStreams.test(id, { event_type: 'user.created' })
    // Nobody listens at the endpoint: the delivery fails after four attempts and seven seconds of the tenant's time.
    async function failed() {
      const deliveries = await collect(client.eventStreams.deliveries.list(id, { take: 1 }))
      return deliveries.filter(({ status }) => status === 'failed').map((delivery) => delivery.id)
    }
    clock.setSpeed(1000)
    while ((await failed()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    clock.setSpeed(1)
    expect(await failed()).toEqual([eventId])
    const { deliveries } = client.eventStreams
    expect((await deliveries.getHistory(id, eventId)).attempts.length).toBe(4)
    await client.eventStreams.redeliveries.createById(id, eventId)
    await client.eventStreams.redeliveries.create(id, {})
    expect((await deliveries.getHistory(id, eventId)).attempts.length).toBeGreaterThan(4)
  })
})

async function createStream(): Promise<{ id: string }> {
  // The published types leave the token out, which the API wants.
  const webhook_authorization = { method: 'bearer', token: 'secret' } as never
  const configuration = { webhook_endpoint: 'https://127.0.0.1:9/hook', webhook_authorization }
  const destination = { type: 'webhook', configuration } as const
  const subscriptions = [{ event_type: 'user.created' as const }]
  const { id = '' } = await client.eventStreams.create({ name: unique('stream'), subscriptions, destination })
  return { id }
}

async function createGroup(owner: object = {}): Promise<string> {
  return ((await control('POST', 'groups', { name: unique('group'), ...owner })) as { id: string }).id
}

/** Does what no endpoint of Auth0 does: groups come from directories. */
async function control(method: string, path: string, body?: object): Promise<unknown> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await undiciFetch(`${emulator.url}/__emulator/${path}`, { method, ...content, dispatcher: agent })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`)
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}
