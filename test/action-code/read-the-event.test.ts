import { checkActionCode } from '../../action-code/index'

/** What is found in a handler with this body, as `line:column message hint`. */
function foundIn(body: string, params = 'event, api'): readonly string[] {
  return foundInCode(`exports.onExecuteEventStream = async (${params}) => {\n${body}\n}`)
}

function foundInCode(code: string): readonly string[] {
  return checkActionCode(code, 'event-stream').map(
    ({ line, column, message, hint }) => `${line}:${column} ${message} ${hint}`,
  )
}

const EVENT = 'it has message, secrets and configuration.'
const MESSAGE = 'it has id, type, source, specversion, time, data, a0tenant, a0stream and a0purpose.'
const DATA = 'it has object, context and previous_object.'

const WRONG: readonly (readonly [title: string, body: string, finding: string])[] = [
  [
    'the type as a member of the event',
    "if (event.event_type === 'user.created') { await welcome() }",
    `2:11 event has no member event_type: ${EVENT} Read event.message.type instead.`,
  ],
  [
    'the type of a CloudEvent',
    'console.log(event.type)',
    `2:19 event has no member type: ${EVENT} Read event.message.type instead.`,
  ],
  [
    'the data as a member of the event',
    'const user = event.data.object',
    `2:20 event has no member data: ${EVENT} Read event.message.data instead.`,
  ],
  [
    'the user as a login Action does',
    'await crm.save(event.user.email)',
    `2:22 event has no member user: ${EVENT} Read event.message.data.object instead.`,
  ],
  [
    'the request as a login Action does',
    'const { ip } = event.request',
    `2:22 event has no member request: ${EVENT} Read event.message.data.context.request instead.`,
  ],
  [
    'a field of the user one level too high',
    'if (!event.message.data.email_verified) return',
    `2:25 event.message.data has no member email_verified: ${DATA} Read event.message.data.object.email_verified instead.`,
  ],
  [
    'one level too many',
    'const { email } = event.message.data.data.object',
    `2:38 event.message.data has no member data: ${DATA} Read event.message.data instead.`,
  ],
  [
    'the organization in the data, by another name for the message',
    'const message = event.message\nconst org = message.data.organization',
    `3:26 event.message.data has no member organization: ${DATA} Read event.message.data.object.organization instead.`,
  ],
  [
    'a field by destructuring',
    'const { data: { email, object } } = event.message',
    `2:17 event.message.data has no member email: ${DATA} Read event.message.data.object.email instead.`,
  ],
  [
    'a field with an empty default',
    "const { email = '' } = event.message.data",
    `2:9 event.message.data has no member email: ${DATA} Read event.message.data.object.email instead.`,
  ],
  [
    'a field with a text in its place',
    "const name = event.message.data.name || 'unknown'",
    `2:33 event.message.data has no member name: ${DATA} Read event.message.data.object.name instead.`,
  ],
  [
    'a field by a name in quotes',
    "const id = event['message']['data']['user_id']",
    `2:37 event.message.data has no member user_id: ${DATA} Read event.message.data.object.user_id instead.`,
  ],
  [
    'a field through what may be absent',
    'const email = event.message?.data?.email',
    `2:36 event.message.data has no member email: ${DATA} Read event.message.data.object.email instead.`,
  ],
  [
    'the object as a member of the message',
    'await save(event.message.object)',
    `2:26 event.message has no member object: ${MESSAGE} Read event.message.data.object instead.`,
  ],
  [
    'a field in a function inside of the handler',
    'await Promise.all(urls.map((url) => post(url, event.message.data.email)))',
    `2:66 event.message.data has no member email: ${DATA} Read event.message.data.object.email instead.`,
  ],
  [
    'two types one after the other',
    "if (event.event_type === 'user.created' || event.event_type === 'user.updated') return",
    `2:11 event has no member event_type: ${EVENT} Read event.message.type instead.`,
  ],
  [
    'data that was tested for its presence alone',
    'if (event.message.data) { save(event.message.data.email) }',
    `2:51 event.message.data has no member email: ${DATA} Read event.message.data.object.email instead.`,
  ],
  [
    'one wrong member in the place of another',
    'const type = event.event_type ?? event.type',
    `2:20 event has no member event_type: ${EVENT} Read event.message.type instead.\n2:40 event has no member type: ${EVENT} Read event.message.type instead.`,
  ],
  [
    'a function of the API that an old sample has',
    "if (!event.message.data) api.message.fail('No data received')",
    '2:30 api.message.fail is not declared for an event-stream Action, whose api has only cache. Throw an Error to have the delivery retried.',
  ],
  [
    'a function of the API of the login',
    "api.access.deny('blocked')",
    '2:5 api.access.deny is not declared for an event-stream Action, whose api has only cache. Throw an Error to have the delivery retried.',
  ],
]

describe('an Action that reads', () => {
  it.each(WRONG)('%s', (_, body, finding) => {
    expect(foundIn(body).join('\n')).toBe(finding)
  })

  it('a wrong member twice is told once', () => {
    expect(foundIn('log(event.data.id)\nlog(event.data.name)')).toHaveLength(1)
  })

  it('the message as a parameter is followed', () => {
    expect(foundIn('log(data.email)', '{ message: { data } }')).toEqual([
      `2:10 event.message.data has no member email: ${DATA} Read event.message.data.object.email instead.`,
    ])
  })

  it('by another name for the event is followed', () => {
    expect(foundIn('log(e.event_type)', 'e')[0]).toContain('event has no member event_type')
  })

  it('in a function that is declared first and exported later is followed', () => {
    const code = 'async function handle(event) { log(event.data) }\nmodule.exports = { onExecuteEventStream: handle }'
    expect(foundInCode(code)[0]).toMatch(/^1:42 event has no member data/)
  })
})

const STILL_WRONG: readonly (readonly [title: string, body: string])[] = [
  ['into a variable that is set to another value', 'let user = event.user\nuser = undefined'],
  ['beside another member', 'log(event.user, event.message.type)'],
  ['beside the right one in another call', 'log(event.user)\nlog(event.message.data.object)'],
  ['in a callback beside the right one', 'await all(() => log(event.user), () => log(event.message.data.object))'],
]

describe('an Action that reads a wrong member', () => {
  it.each(STILL_WRONG)('%s, is told so', (_, body) => {
    expect(foundIn(body)).toEqual([expect.stringContaining('event has no member user')])
  })
})

const RIGHT: readonly (readonly [title: string, body: string])[] = [
  ['the object of the event', 'const { email } = event.message.data.object'],
  ['context and previous object', 'log(event.message.data.context?.tenant?.id, event.message.data.previous_object)'],
  ['the cache', "await api.cache.set('k', 'v'); api.cache.get('k')"],
  ['secrets and configuration', 'log(event.secrets.KEY, event.configuration)'],
  ['a member that only this check does not know', 'log(event.flags, event.message.severity, event.message.data.delta)'],
  ['the message, or else the event', 'const message = event.message ?? event\nlog(message.type, message.data.object)'],
  ['the data, wherever they are', 'const data = event.message?.data ?? event.data\nlog(data)'],
  ['the data, the other way round', 'const data = event.data || event.message.data\nlog(data)'],
  ['the data with a condition', 'const data = event.message ? event.message.data : event.data\nlog(data)'],
  ['the data with `in`', "const data = 'message' in event ? event.message.data : event.data\nlog(data)"],
  ['the data with hasOwn', "if (Object.hasOwn(event, 'message')) return send(event.message)\nsend(event.data)"],
  ['the data after a test that returns', 'if (event.message) return send(event.message.data)\nreturn send(event.data)'],
  [
    'the data after a test beside undefined',
    'if (event.message !== undefined) return send(event.message)\nsend(event.data)',
  ],
  [
    'a field, or else what is above it',
    'const email = event.message.data.object?.email ?? event.message.data.email\nlog(email)',
  ],
  [
    'a field by functions of its own',
    'const data = parse(event.message.data.object) ?? parse(event.message.data.data)\nlog(data)',
  ],
  ['a field with the right one as its default', 'const { type = event.message.type } = event\nlog(type)'],
  ['a wrong one as the default', 'const { data = event.data } = event.message\nlog(data)'],
  ['where an error is caught', 'let data\ntry { data = event.message.data } catch { data = event.data }\nlog(data)'],
  ['a wrong one only where it is there', 'if (event.data) send(event.data)\nelse send(event.message.data)'],
  ['what it has set itself', 'event.data = event.message.data\nlog(event.data.object)'],
  ['what it has put there itself', 'Object.assign(event, event.message)\nlog(event.data.object, event.type)'],
  ['from an event that it has made itself', 'event = normalize(event)\nlog(event.data)'],
  ['from another event of that name', 'bus.on("x", (event) => log(event.data, event.type))'],
  ['from a variable of that name', 'for (const event of list) { log(event.data) }'],
  ['from a copy that cannot be followed', 'const copy = { ...event, ...event.message }\nlog(copy.data)'],
  ['from what a function returns', 'const message = unwrap(event)\nlog(message.data.email, message.object)'],
  ['by a computed name', "const name = 'data'\nlog(event[name])"],
  ['in a comment', '// event.data, api.message.fail()\n/* event.event_type */'],
  ['in a text', "log('event.data', `event.event_type`, /event.user/)"],
  ['from a user object of its own', 'const user = { email: 1, data: {} }\nlog(user.data.email)'],
  ['api.message where it is there', "if (api.message) api.message.fail('no data')"],
  ['api.message.fail where it is there', "if (typeof api.message?.fail === 'function') api.message.fail('no data')"],
  ['api.message by optional calls', "api.message?.fail?.('no data')"],
  [
    'an older member where `in` finds it',
    "if ('detail' in event) log(event.detail.type)\nelse log(event.message.type)",
  ],
  ['an older member where it is a list', 'if (Array.isArray(event.body)) log(event.body)\nelse log(event.message)'],
  ['an older member of a class', 'log(event.detail instanceof Object ? event.detail : event.message)'],
  ['the first of a list that is there', 'log([event.user, event.message?.data?.object].find(Boolean))'],
  ['the first of arguments that is there', 'log(first(event.user, event.message.data.object))'],
  ['each of a list that is there', 'for (const part of [event.message, event.body]) if (part) log(part)'],
  [
    'a variable that is set again',
    'let user = event.user\nif (!user) user = event.message.data.object\nlog(user.email)',
  ],
  [
    'a variable that is set where it has no value',
    'let user = event.user\nuser ??= event.message.data.object\nlog(user)',
  ],
  [
    'a variable that is set in two branches',
    'let user\nuser = event.user\ntry { user = event.message.data.object } catch {}',
  ],
  ['parts, of which one is there', 'const { user, message } = event\nlog(user ?? message.data.object)'],
  [
    'parts, of which one is tested',
    'const { user, message } = event\nif (user) log(user)\nelse log(message.data.object)',
  ],
  [
    'parts, of which one has a default',
    'const { user = {}, message } = event\nlog(user.email || message.data.object.email)',
  ],
]

describe('an Action that rightly reads', () => {
  it.each(RIGHT)('%s', (_, body) => {
    expect(foundIn(body)).toEqual([])
  })

  it('the event of another trigger', () => {
    const code = 'exports.onExecutePostLogin = async (event, api) => { if (!event.user.email) api.access.deny("no") }'
    expect(checkActionCode(code, 'post-login', { secrets: [], dependencies: [] })).toEqual([])
  })
})
