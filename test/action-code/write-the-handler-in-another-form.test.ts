import { checkActionCode } from '../../action-code/index'

/** Code whose handler has this body. */
function handler(body: string, params = 'event, api'): string {
  return `exports.onExecuteEventStream = async (${params}) => {\n${body}\n}`
}

/** Code that may do what it is meant to do. */
const RIGHT: readonly string[] = [
  handler('const { message } = event; const { data } = message; const { object: user } = data; log(user.email)'),
  handler('const payload = event.message.data?.object || event.message.data; log(payload.email)'),
  handler('const user = event.message.data.object || event.message.data.user; log(user)'),
  handler('const { object, user } = event.message.data; log(object ?? user)'),
  handler('const { object, user = object } = event.message.data; log(user)'),
  handler(
    "let d; if ('object' in event.message.data) d = event.message.data.object; else d = event.message.data.user; log(d)",
  ),
  handler(
    'const d = event.message.data.object === undefined ? event.message.data.user : event.message.data.object; log(d)',
  ),
  handler('const org = (event.message.data.object ?? {}).organization ?? event.message.data.organization; log(org)'),
  handler('for (const x of [event.message, event]) log(x.data)'),
  handler("const type = event.message?.type; switch (type) { case 'user.created': break; default: log(event.type) }"),
  handler('const pick = (e) => e.data; log(pick(event))'),
  handler("const get = (o, k) => o[k]; log(get(event, 'data'))"),
  handler('log(JSON.stringify(event))'),
  handler('function event2() { return { data: 1 } } log(event2().data)'),
  handler('try { log(event.message.data.object) } catch (e) { log(event.data, e) }'),
  handler("const api2 = api; api2.cache.get('a')"),
  handler("const fail = api?.message?.fail; if (fail) fail('x')"),
  handler("api.message && api.message.fail('x')"),
  handler('(api.message ?? { fail() { throw new Error() } }).fail()'),
  handler("const { message = {} } = api; message.fail?.('x')"),
  handler(
    "if (event.message.a0purpose === 'test') return; log(event.message.a0tenant, event.message.a0stream, event.message.specversion, event.message.source, event.message.time, event.message.id)",
  ),
  'class H { async run(event) { return event.data } }\nconst h = new H()\nexports.onExecuteEventStream = h.run.bind(h)',
  'const withRetry = (fn) => async (event, api) => fn(event.message, api)\nexports.onExecuteEventStream = withRetry(async (message) => message.data.object)',
  'exports.onExecuteEventStream = async function () { return arguments[0].data }',
  "'use strict';\nmodule.exports.onExecuteEventStream = require('./x')",
  'let handler\nfunction init() { handler = async () => {} }\ninit()\nexports.onExecuteEventStream = (...args) => handler(...args)',
  'const onExecuteEventStream = async (event) => {}\nObject.assign(module.exports, { onExecuteEventStream })',
  'const h = { onExecuteEventStream: async () => {} }\nObject.assign(exports, h)',
  'for (const [k, v] of Object.entries({ onExecuteEventStream() {} })) exports[k] = v',
  'Object.entries({ onExecuteEventStream() {} }).forEach(([k, v]) => { module.exports[k] = v })',
  'exports = module.exports = {}\nexports.onExecuteEventStream = () => {}',
  'module.exports = exports = { onExecuteEventStream() {} }',
  'var exports = module.exports\nexports.onExecuteEventStream = () => {}',
  'if (true) { exports.onExecuteEventStream = () => {} }',
  '(() => { exports.onExecuteEventStream = () => {} })()',
  'module.exports = new (class { onExecuteEventStream() {} })()',
  'module.exports = { get onExecuteEventStream() { return async () => {} } }',
  'module.exports = Object.freeze({ onExecuteEventStream() {} })',
  'exports.onExecuteEventStream = exports.handle = async () => {}',
]

/** Code with one mistake. */
const WRONG: readonly string[] = [
  handler("const t = event['event_type']"),
  handler('const { event_type } = event'),
  handler("const { event_type: t } = event; if (t === 'x') return"),
  handler('const d = event.message.data; const { email } = d'),
  handler('const { message: { data: { user: { email } } } } = event'),
  handler('log(`hi ${event.message.data.email}`)'),
  handler('log(event?.message?.data?.email)'),
  handler('const m = event.message, d = m.data; d.data.object.email'),
  handler('await Promise.all([1].map(async () => { await f(event.data) }))'),
  handler('if (event.message.data.email_verified) await f()'),
  handler('while (!event.data) break'),
  handler('log(e.event_type)', 'e, a'),
  handler("await api.message.fail('x')"),
  handler("return api.message.fail('x')"),
  handler("a.message.fail('x')", 'e, a'),
  handler("message.fail('x')", 'e, { message }'),
  handler("const { message } = api; message.fail('x')"),
  'async function onExecuteEventStream(event, api) { log(event.data) }\nexports.onExecuteEventStream = onExecuteEventStream',
  'module.exports = { async onExecuteEventStream(event) { log(event.data) } }',
  'const handler = async (event) => log(event.data)\nmodule.exports = { onExecuteEventStream: handler }',
  'exports.default = async () => {}',
  'exports.onExecute = async () => {}',
  'exports.onEventStream = async () => {}',
  'module.exports.handler = () => {}',
  'async function handler(event, api) {}',
  'exports.onexecuteeventstream = () => {}',
  'export default async function onExecuteEventStream() {}',
  'export async function onExecuteEventStream() {}',
  'export { x as onExecuteEventStream }\nconst x = 1',
  'module.exports = { onExecutePostLogin: async () => {} }',
  'function onExecuteEventStream(user, context, callback) {}',
]

describe('an Action that is written in another form', () => {
  it.each(RIGHT)('has nothing wrong where it may be right: %s', (code) => {
    expect(checkActionCode(code, 'event-stream', { secrets: [] })).toEqual([])
  })

  it.each(WRONG)('is told its one mistake: %s', (code) => {
    expect(checkActionCode(code, 'event-stream', { secrets: [] })).toHaveLength(1)
  })
})
