import { checkActionCode } from '../../action-code/index'

function foundIn(code: string): readonly string[] {
  return checkActionCode(code, 'event-stream').map(
    ({ kind, line, column, message, hint }) => `${kind} ${line}:${column} ${message} ${hint}`,
  )
}

const BUILD = 'Correct it, or else Auth0 cannot build the Action.'
const TYPES = 'An Action is JavaScript: compile TypeScript first, or remove the types.'
const HANDLER = 'exports.onExecuteEventStream = async (event, api) =>'

describe('the code of an Action with', () => {
  it.each([
    [
      'a bracket too many',
      `${HANDLER} {\n  log(1))\n}`,
      `2:9 The code is not valid JavaScript: unexpected token. ${BUILD}`,
    ],
    [
      'a bracket too few',
      `${HANDLER} {\n  log(1)\n`,
      `3:1 The code is not valid JavaScript: unexpected token. ${BUILD}`,
    ],
    [
      'a text without its end',
      `${HANDLER} log('x)`,
      `1:58 The code is not valid JavaScript: unterminated string constant. ${BUILD}`,
    ],
    [
      'a name that is declared twice',
      'const a = 1\nconst a = 2',
      `2:7 The code is not valid JavaScript: identifier 'a' has already been declared. ${BUILD}`,
    ],
    [
      'types of TypeScript',
      'exports.onExecuteEventStream = async (event: Event) => {}',
      `1:44 The code is not valid JavaScript: unexpected token. ${TYPES}`,
    ],
    [
      'an interface',
      'interface Event { id: string }',
      `1:11 The code is not valid JavaScript: unexpected token. ${TYPES}`,
    ],
    [
      'an export',
      'export const onExecuteEventStream = async () => {}',
      '1:1 An Action is a CommonJS module, which has no export statements. Write exports.onExecuteEventStream = … instead.',
    ],
    [
      'a default export',
      '\nexport default async () => {}',
      '2:1 An Action is a CommonJS module, which has no export statements. Write exports.onExecuteEventStream = … instead.',
    ],
    [
      'an import',
      `import axios from 'axios'\n${HANDLER} {}`,
      "1:1 An Action is a CommonJS module, which has no import statements. Write const name = require('package') instead.",
    ],
    [
      'an import and a fault',
      `import axios from 'axios'\n${HANDLER} {`,
      `2:55 The code is not valid JavaScript: unexpected token. ${BUILD}`,
    ],
    [
      'an await outside of a function',
      `await connect()\n${HANDLER} {}`,
      '1:7 The code is only valid as an ES module, and an Action is a CommonJS module. Use await inside of async functions only, such as the handler, and no import.meta.',
    ],
    ['text that is no code', '<html></html>', `1:1 The code is not valid JavaScript: unexpected token. ${BUILD}`],
  ])('%s', (_, code, finding) => {
    expect(foundIn(code)).toEqual([`syntax ${finding}`])
  })

  it.each([
    ['a return outside of a function', `${HANDLER} {}\nreturn`],
    ['a first line for a shell', `#!/usr/bin/env node\n${HANDLER} {}`],
    ['a byte order mark', `\u{FEFF}${HANDLER} {}`],
    ['line ends of Windows', `${HANDLER} {\r\n  log(1)\r\n}`],
    [
      'the newest words of JavaScript',
      `class A { static #a = 1; static { A.#a ??= 2 } }\n${HANDLER} { for await (const x of y) { using z = x } }`,
    ],
    ['characters of any script', `const größe = '寿司 🍣'\n${HANDLER} {}`],
    ['what is not strict', `with (Math) { var a = 010 }\n${HANDLER} {}`],
  ])('%s is as good as any', (_, code) => {
    expect(foundIn(code)).toEqual([])
  })

  it('brackets in brackets beyond all measure is not validated', () => {
    expect(foundIn(`${'['.repeat(100_000)}`)).toEqual([])
  })

  it('members of members beyond all measure is not validated', () => {
    expect(foundIn(`${HANDLER} { log(event.data${'.x'.repeat(20_000)}) }`).length).toBeLessThan(2)
  })

  it('a long chain of calls is followed to its end', () => {
    const code = `${HANDLER} { log(${"'a' + ".repeat(1_000)}event.data) }`
    expect(foundIn(code)).toHaveLength(1)
  })
})
