import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TerraformVariable, Testing, Token } from 'cdktf'
import { EventStreamAction, SecretVariable } from '../../constructs/index'
import { actionIn, CODE, onlyAction } from './action-kit'
import { annotations, newStack, synthesized } from './stack-kit'

describe('the code of an Action', () => {
  const folder = mkdtempSync(join(tmpdir(), 'action-'))
  function fileWith(text: string, name = 'handler.js') {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  function fromFile(text: string) {
    return EventStreamAction.fromFile(newStack(), 'Handler', fileWith(text))
  }
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is read from a file, without its byte order mark', () => {
    const stack = newStack()
    EventStreamAction.fromFile(stack, 'Handler', fileWith(`\u{FEFF}${CODE}\r\n`))
    expect(onlyAction(stack)).toMatchObject({ code: `${CODE}\r\n` })
  })

  it('may use template literals, of which Terraform expands nothing', () => {
    const stack = newStack()
    actionIn(stack, {}, `${CODE}\nconst a = (b) => \`$\${b} %{ $$\${b}\``)
    expect(onlyAction(stack)).toMatchObject({ code: `${CODE}\nconst a = (b) => \`$$\${b} %%{ $$$\${b}\`` })
  })

  it('may hold a value that is unknown at synth', () => {
    const stack = newStack()
    const host = new TerraformVariable(stack, 'host', { type: 'string' }).stringValue
    actionIn(stack, {}, `const HOST = '${host}'\n${CODE}\nconst f = (x) => \`\${x}\``)
    expect(onlyAction(stack)).toMatchObject({
      code: expect.stringMatching(/^const HOST = '\$\{var\.host\}'.*`\$\$\{x\}`$/s),
    })
  })

  it('may be all that is unknown at synth', () => {
    const stack = newStack()
    actionIn(stack, {}, '${file("handler.js")}')
    actionIn(stack, {}, Token.asString({ resolve: () => '${var.code}' }), 'Other')
    const codes = Object.values(synthesized(stack).resource?.auth0_action ?? {}).map(({ code }) => code)
    expect(codes).toEqual(['${file("handler.js")}', '${var.code}'])
  })

  it.each([
    ['that is empty', '', /"prod\/Handler": code: .*handler\.js is empty\. Write the handler, onExecuteEventStream\.$/],
    ['with nothing but space', ' \n', /is empty/],
    ['that does not parse', `${CODE}\nif (`, /handler\.js:2:5: The code is not valid JavaScript: unexpected token\./],
    ['of another trigger', 'exports.onExecutePostLogin = () => {}', /handler\.js:1:1: .*runs onExecuteEventStream/],
    ['without a handler', 'console.log(1)', /handler\.js:1:1: The code does not export onExecuteEventStream/],
    [
      'with an export',
      'export const onExecuteEventStream = () => {}',
      /handler\.js:1:1: An Action is a CommonJS module/,
    ],
    ['with types', 'exports.onExecuteEventStream = (event: Event) => {}', /compile TypeScript first/],
  ])('%s is refused with its place', (_, text, message) => {
    expect(() => fromFile(text)).toThrow(message)
  })

  it('in a text is refused with its line and column', () => {
    expect(() => actionIn(newStack(), {}, 'exports.onExecuteEventStream = async () => {\n')).toThrow(
      'EventStreamAction "prod/Handler": code: line 2, column 1: The code is not valid JavaScript: unexpected token. Correct it, or else Auth0 cannot build the Action.',
    )
  })

  it('in a file that is not there is refused with where it was looked for', () => {
    expect(() => EventStreamAction.fromFile(newStack(), 'Handler', 'no/handler.js')).toThrow(
      `EventStreamAction "prod/Handler": file: "no/handler.js" cannot be read: there is no file ${join(process.cwd(), 'no/handler.js')}. Give a path that holds wherever the program runs, such as join(__dirname, 'handler.js').`,
    )
  })

  it('in a folder is refused', () => {
    mkdirSync(join(folder, 'sub'))
    expect(() => EventStreamAction.fromFile(newStack(), 'Handler', join(folder, 'sub'))).toThrow(/it is a folder/)
  })

  it.each([
    ['in another encoding', Buffer.from(`${CODE} // caf\u{e9}`, 'latin1')],
    ['in two bytes a letter', Buffer.from(`\u{feff}${CODE}`, 'utf16le')],
    ['that is a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 255])],
  ])('in a file %s is refused', (_, bytes) => {
    writeFileSync(join(folder, 'bytes.js'), bytes)
    expect(() => EventStreamAction.fromFile(newStack(), 'Handler', join(folder, 'bytes.js'))).toThrow(
      /bytes\.js" is not UTF-8 text\. Save it with the encoding UTF-8\.$/,
    )
  })

  it('in a file with an empty path is refused', () => {
    expect(() => EventStreamAction.fromFile(newStack(), 'Handler', '')).toThrow('file: the path is empty.')
  })

  it('with an ephemeral variable in it is refused at synth, and not told of a store for secrets', () => {
    const stack = newStack()
    actionIn(stack, {}, `const KEY = '${new SecretVariable(stack, 'key').stringValue}'\n${CODE}`)
    expect(() => Testing.synth(stack, true)).toThrow(
      /code is stored, and the variable "key" is ephemeral, which Terraform does not store\. Use a TerraformVariable for it\./,
    )
  })

  it.each([
    ['a wrong member', 'log(event.data)', /^code: line 1, column \d+: event has no member data/],
    ['a secret that is not there', 'log(event.secrets.TOKEN)', /no such secret\. Add a secret with the name TOKEN\.$/],
    ['a package that is not there', "require('axios')", /the package "axios", which is not among the dependencies/],
  ])('that reads %s is warned about', (_, body, warning) => {
    const stack = newStack()
    actionIn(stack, {}, `exports.onExecuteEventStream = async (event) => { ${body} }`)
    expect(annotations(stack)).toEqual([expect.stringMatching(warning)])
  })

  it('that reads what it is given is not warned about', () => {
    const stack = newStack()
    const key = new SecretVariable(stack, 'key').stringValue
    const code = "exports.onExecuteEventStream = async ({ secrets }) => { require('axios').post(secrets.URL) }"
    actionIn(stack, { secrets: { URL: key }, dependencies: { axios: '1.7.9' } }, code)
    expect(annotations(stack)).toEqual([])
  })
})
