import { compileFunction } from 'node:vm'
import { checkActionCode } from '../../action-code/index'

function foundIn(code: string, triggerId = 'event-stream'): readonly string[] {
  return checkActionCode(code, triggerId).map(
    ({ kind, line, column, message }) => `${kind} ${line}:${column} ${message}`,
  )
}

const NAME = 'onExecuteEventStream'

/** What code really exports under the name of the handler, when Node.js loads it as a CommonJS module. */
function loadHandler(code: string): unknown {
  const module = { exports: {} }
  compileFunction(code, ['exports', 'require', 'module'])(module.exports, () => ({}), module)
  return Reflect.get(module.exports, NAME)
}

const RIGHT: readonly (readonly [title: string, code: string])[] = [
  ['an async arrow function', `exports.${NAME} = async (event, api) => {}`],
  ['a function', `exports.${NAME} = function (event) {}`],
  ['an async function with a name', `exports.${NAME} = async function handle(event) {}`],
  ['module.exports.name', `module.exports.${NAME} = async () => {}`],
  ['a name in quotes', `module['exports']['${NAME}'] = async () => {}`],
  ['module.exports with a short name', `async function ${NAME}() {}\nmodule.exports = { ${NAME} }`],
  ['module.exports with a method', `module.exports = { async ${NAME}(event) {}, helper: 1 }`],
  ['module.exports with a function', `module.exports = { '${NAME}': async () => {} }`],
  ['exports and module.exports at once', `exports = module.exports = { ${NAME}: async () => {} }`],
  ['what a function returns', `const { wrap } = require('wrap')\nexports.${NAME} = wrap(async () => {})`],
  ['what a compiler writes first, and a function later', `exports.${NAME} = void 0\nexports.${NAME} = async () => {}`],
  [
    'what a compiler writes first, and a loop later',
    `exports.${NAME} = void 0\nconst all = { ${NAME}: async () => {} }\nfor (const name in all) exports[name] = all[name]`,
  ],
  ['an object of its own', `const actions = { ${NAME}: async () => {} }\nmodule.exports = actions`],
  ['Object.assign', `Object.assign(exports, { ${NAME}: async () => {} })`],
  ['Object.defineProperty', `Object.defineProperty(exports, '${NAME}', { value: async () => {} })`],
  [
    'what TypeScript makes of an export',
    `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nexports.${NAME} = void 0;\nconst ${NAME} = async (event) => {};\nexports.${NAME} = ${NAME};`,
  ],
  [
    'what esbuild makes of an export',
    `var src_exports = {};\n__export(src_exports, { ${NAME}: () => ${NAME} });\nmodule.exports = __toCommonJS(src_exports);\nasync function ${NAME}() {}\nfunction __export(a, b) {}\nfunction __toCommonJS(a) { return a }`,
  ],
  ['members that are spread', 'module.exports = { ...require("./handlers") }'],
  ['a member that is destructured', `[exports.${NAME}] = [async () => {}]`],
  ['a member of an object that is destructured', `({ handle: module.exports.${NAME} } = require('x'))`],
  ['a computed name', 'const name = "on" + "Execute"; exports[name] = async () => {}'],
  ['a helper that is given the exports', 'register(exports)\nfunction register(target) {}'],
  ['this', `this.${NAME} = async () => {}`],
  ['a variable that is called module', `module.exports.${NAME} = () => {}; if (require.main === module) {}`],
  ['two functions for one trigger', `exports.${NAME} = async () => {}\nexports.helper = () => exports.${NAME}()`],
  ['a handler that is set later', `let handle\nhandle = async () => {}\nexports.${NAME} = handle`],
  ['both, where the object comes first', `module.exports = { a: 1 }\nmodule.exports.${NAME} = async () => {}`],
]

const WRONG: readonly (readonly [title: string, code: string, finding: string])[] = [
  ['nothing', 'console.log(1)', `1:1 The code does not export ${NAME}, which its trigger runs.`],
  ['nothing at all', '', `1:1 The code does not export ${NAME}, which its trigger runs.`],
  [
    'a function that it does not export',
    `\nasync function ${NAME}(event) {}`,
    `2:16 ${NAME} is declared, but not exported.`,
  ],
  [
    'a constant that it does not export',
    `const ${NAME} = async () => {}`,
    `1:7 ${NAME} is declared, but not exported.`,
  ],
  [
    'the handler of the login',
    'exports.onExecutePostLogin = async (event, api) => {}',
    `1:1 The code exports onExecutePostLogin, which belongs to the trigger "post-login"; the trigger "event-stream" runs ${NAME}.`,
  ],
  [
    'a name with another capital',
    'exports.onExecuteEventstream = async () => {}',
    `1:1 The code exports onExecuteEventstream; the trigger "event-stream" runs ${NAME}.`,
  ],
  [
    'a function without a name',
    'module.exports = async (event, api) => {}',
    `1:18 The code exports a function without a name; the trigger "event-stream" runs ${NAME}.`,
  ],
  [
    'a declared function without a name',
    'async function handler(event) {}\nmodule.exports = handler',
    `2:18 The code exports a function without a name; the trigger "event-stream" runs ${NAME}.`,
  ],
  [
    'a handler of a Lambda',
    'exports.handler = async (event) => {}',
    `1:1 The code does not export ${NAME}, which its trigger runs.`,
  ],
  [
    'by a value of exports itself',
    `exports = { ${NAME}: async () => {} }`,
    `1:1 The code gives the variable exports another value, which exports nothing; the trigger "event-stream" runs ${NAME}.`,
  ],
  [
    'on exports that it then replaces',
    `exports.${NAME} = async () => {}\nmodule.exports = { helper() {} }`,
    `1:1 ${NAME} is set on exports, which the assignment to module.exports replaces.`,
  ],
  ['no function', `exports.${NAME} = { handler: async () => {} }`, `1:1 ${NAME} is exported, but is not a function.`],
  ['a sum', `exports.${NAME} = 'a' + 1`, `1:1 ${NAME} is exported, but is not a function.`],
  ['undefined', `exports.${NAME} = undefined`, `1:1 ${NAME} is exported, but is not a function.`],
  [
    'what a compiler writes first, and no function later',
    `exports.helper = exports.${NAME} = void 0\nexports.helper = () => {}`,
    `1:18 ${NAME} is exported, but is not a function.`,
  ],
  [
    'a generator',
    `exports.${NAME} = async function* (event) { yield event }`,
    `1:1 ${NAME} is a generator function, whose code does not run when it is called.`,
  ],
  [
    'the name in a comment',
    `// exports.${NAME} = async () => {}`,
    `1:1 The code does not export ${NAME}, which its trigger runs.`,
  ],
  [
    'on a variable that is called exports',
    `(function (exports) { exports.${NAME} = async () => {} })({})`,
    `1:1 The code does not export ${NAME}, which its trigger runs.`,
  ],
]

describe('an Action exports its handler with', () => {
  it.each(RIGHT)('%s', (_, code) => {
    expect(foundIn(code)).toEqual([])
  })
})

describe('an Action exports', () => {
  it.each(WRONG)('%s', (_, code, finding) => {
    expect(foundIn(code)).toEqual([`handler ${finding}`])
  })

  it.each(WRONG)('%s, and Node.js finds no function to await', (_, code) => {
    const handler = loadHandler(code)
    expect(typeof handler === 'function' && handler.constructor.name !== 'AsyncGeneratorFunction').toBe(false)
  })

  it.each([
    ['post-login', 'onExecutePostLogin'],
    ['credentials-exchange', 'onExecuteCredentialsExchange'],
    ['pre-user-registration', 'onExecutePreUserRegistration'],
    ['post-user-registration', 'onExecutePostUserRegistration'],
    ['post-change-password', 'onExecutePostChangePassword'],
    ['send-phone-message', 'onExecuteSendPhoneMessage'],
    ['password-reset-post-challenge', 'onExecutePostChallenge'],
  ])('the handler of %s, or is told its name', (triggerId, handler) => {
    expect(foundIn(`exports.${handler} = async (event, api) => {}`, triggerId)).toEqual([])
    expect(foundIn(`exports.${NAME} = async () => {}`, triggerId)[0]).toContain(`runs ${handler}`)
  })

  it('anything for a trigger that is not known', () => {
    expect(foundIn('exports.onExecuteSomethingNew = async () => {}', 'something-new')).toEqual([])
  })

  it('two handlers, of which one is for the login and one for the stream', () => {
    expect(foundIn(`exports.onExecutePostLogin = () => {}\nexports.${NAME} = () => {}`)).toEqual([])
  })
})
