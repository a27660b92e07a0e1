import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Aspects, TerraformVariable, Testing, Token } from 'cdktf'
import {
  Destination,
  EventStreamAction,
  type EventStreamActionProps,
  RequireWriteOnlySecrets,
  SecretVariable,
} from '../../constructs/index'
import { Action } from '../../constructs/l1/action'
import { DataAuth0Action } from '../../constructs/l1/data-auth0-action'
import { annotations, emptyStack, newStack, onlyStream, streamIn, synthesized } from './stack-kit'

const CODE = 'exports.onExecuteEventStream = async (event) => { console.log(event.message.type) }'
type Stack = ReturnType<typeof newStack>

function actionIn(stack: Stack, props: EventStreamActionProps = {}, code = CODE, id = 'Handler') {
  return EventStreamAction.fromInline(stack, id, code, props)
}

/** The one Action that is synthesized. */
function onlyAction(stack: Stack) {
  const [first] = Object.values(synthesized(stack).resource?.auth0_action ?? {})
  return first
}

describe('an Action for an event stream', () => {
  it('is deployed code for the trigger of event streams, named after its path', () => {
    const stack = newStack()
    actionIn(stack)
    expect(onlyAction(stack)).toEqual({
      name: 'prod-Handler',
      code: CODE,
      deploy: true,
      supported_triggers: { id: 'event-stream', version: 'v1' },
    })
  })

  it('has all that it is given, in an order that does not depend on how it is written', () => {
    const stack = newStack()
    const key = new SecretVariable(stack, 'key').stringValue
    actionIn(stack, {
      name: 'handler',
      secrets: { URL: key, API_KEY: key },
      secretOptions: { version: 3 },
      dependencies: { undici: '7.0.0', axios: '1.7.9' },
      modules: [{ moduleId: 'm1', moduleVersionId: 'v1' }],
      runtime: 'node22',
      deploy: false,
      timeout: '10m',
      lifecycle: { preventDestroy: true },
    })
    expect(onlyAction(stack)).toMatchObject({
      name: 'handler',
      secrets_wo: [
        { name: 'API_KEY', value: '${var.key}' },
        { name: 'URL', value: '${var.key}' },
      ],
      secrets_wo_version: 3,
      dependencies: [
        { name: 'axios', version: '1.7.9' },
        { name: 'undici', version: '7.0.0' },
      ],
      modules: [{ module_id: 'm1', module_version_id: 'v1' }],
      runtime: 'node22',
      deploy: false,
      timeouts: { create: '10m' },
      lifecycle: { prevent_destroy: true },
    })
  })

  it('waits for what it depends on', () => {
    const stack = newStack()
    const first = new Action(stack, 'First', {
      name: 'first',
      code: CODE,
      supportedTriggers: { id: 'event-stream', version: 'v1' },
    })
    actionIn(stack, { dependsOn: [first] })
    expect(synthesized(stack).resource?.auth0_action?.['Handler_A2B39DAB'] ?? onlyActionBut(stack)).toMatchObject({
      depends_on: ['auth0_action.First'],
    })
  })

  it('keeps its secrets in the state when it is told to', () => {
    const stack = newStack()
    const secret = new TerraformVariable(stack, 'key', { sensitive: true }).stringValue
    actionIn(stack, { secrets: { API_KEY: secret }, secretOptions: { storeInState: true } })
    expect(onlyAction(stack)).toMatchObject({ secrets: [{ name: 'API_KEY', value: '${var.key}' }] })
    expect(onlyAction(stack)).not.toHaveProperty('secrets_wo')
  })
})

function onlyActionBut(stack: Stack) {
  return Object.entries(synthesized(stack).resource?.auth0_action ?? {}).find(([id]) => id !== 'First')?.[1]
}

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

describe('an Action with a part that is wrong', () => {
  it.each<readonly [string, unknown, RegExp]>([
    ['props that are none', 'node22', /props: it must be an object/],
    ['an empty name', { name: '' }, /name: Give the Action a name|name: .*empty/i],
    [
      'a runtime that is not known',
      { runtime: 'node21' },
      /runtime: "node21" must be one of: node12, node16, node18, node22/,
    ],
    ['a deploy that is text', { deploy: 'yes' }, /deploy: it must be a boolean/],
    ['a list of secrets', { secrets: ['KEY'] }, /secrets: it must be an object, not a list/],
    ['a secret without a value', { secrets: { KEY: undefined } }, /secrets\.KEY: no value is given/],
    ['a variable as a secret', { secrets: { KEY: 1 } }, /secrets\.KEY: it must be a string, not a number/],
    [
      'a package without a version',
      { dependencies: { axios: '' } },
      /dependencies\.axios: Give a version|dependencies\.axios: .*empty/i,
    ],
    ['a module that is none', { modules: ['m'] }, /modules\[0\]: it must be an object, not the string "m"/],
    [
      'a module without its version',
      { modules: [{ moduleId: 'm' }] },
      /modules\[0\]\.moduleVersionId: no value is given/,
    ],
    ['a timeout that is no duration', { timeout: 'soon' }, /timeout: /],
  ])('%s is refused', (_, props, message) => {
    expect(() => actionIn(newStack(), props as EventStreamActionProps)).toThrow(message)
  })

  it('never shows a secret', () => {
    function create() {
      return actionIn(newStack(), { secrets: { KEY: 4711 as unknown as string } })
    }
    expect(create).toThrow(/secrets\.KEY/)
    expect(create).not.toThrow(/4711/)
  })

  it('is warned about a secret in plain text', () => {
    const stack = newStack()
    actionIn(stack, { secrets: { KEY: 'hunter2' } })
    expect(annotations(stack)).toEqual([expect.stringMatching(/^secrets\.KEY: the secret is in plain text/)])
    expect(annotations(stack).join()).not.toContain('hunter2')
  })

  it('is refused where a team wants write-only secrets', () => {
    const stack = newStack()
    Aspects.of(stack).add(new RequireWriteOnlySecrets())
    const secret = new TerraformVariable(stack, 'key', { sensitive: true }).stringValue
    actionIn(stack, { secrets: { KEY: secret }, secretOptions: { storeInState: true } })
    synthesized(stack)
    expect(annotations(stack, 'error')).toEqual([
      expect.stringMatching(/^secrets would be kept in the Terraform state/),
    ])
  })

  it('is refused at synth with an ephemeral secret that is stored', () => {
    const stack = newStack()
    const key = new SecretVariable(stack, 'key').stringValue
    actionIn(stack, { secrets: { KEY: key }, secretOptions: { storeInState: true } })
    expect(() => Testing.synth(stack, true)).toThrow(/secrets\.value is stored, and the variable "key" is ephemeral/)
  })

  it('is not refused at synth for a text that only looks like a variable', () => {
    const stack = newStack()
    const key = new SecretVariable(stack, 'key').stringValue
    actionIn(stack, { secrets: { KEY: key } }, `${CODE} // var.key, \`\${1}\``)
    expect(() => Testing.synth(stack, true)).not.toThrow()
  })

  it('is refused at synth beside another of its name', () => {
    const stack = newStack()
    actionIn(stack, { name: 'handler' })
    actionIn(stack, { name: 'handler' }, CODE, 'Other')
    expect(() => Testing.synth(stack, true)).toThrow(
      /"prod\/Handler\/Resource" and "prod\/Other\/Resource" both have the name "handler"/,
    )
  })

  it('may have the name of a stream', () => {
    const stack = newStack()
    streamIn(stack, { name: 'users', destination: Destination.action(actionIn(stack, { name: 'users' })) })
    expect(() => Testing.synth(stack, true)).not.toThrow()
  })

  it('is refused at synth with an override that names no argument', () => {
    const stack = newStack()
    actionIn(stack).resource.addOverride('supportedTriggers.id', 'post-login')
    expect(() => Testing.synth(stack, true)).toThrow(/has no argument "supportedTriggers\.id"/)
  })
})

describe('a stream that delivers to an Action', () => {
  it.each<readonly [string, (stack: Stack) => Parameters<typeof Destination.action>[0], string]>([
    ['of this app', (stack) => actionIn(stack), '${auth0_action.Handler_'],
    ['by its id', () => '385db79f-28a4-43d9-909d-6f5511dd6632', '385db79f-28a4-43d9-909d-6f5511dd6632'],
    ['by its id as a prop', () => ({ actionId: 'a1' }), 'a1'],
    [
      'by a variable',
      (stack) => new TerraformVariable(stack, 'action', { type: 'string' }).stringValue,
      '${var.action}',
    ],
    [
      'of a generated class',
      (stack) =>
        new Action(stack, 'Theirs', {
          name: 'theirs',
          code: CODE,
          supportedTriggers: { id: 'event-stream', version: 'v1' },
        }),
      '${auth0_action.Theirs.id}',
    ],
    [
      'of a generated data source',
      (stack) => new DataAuth0Action(stack, 'Found', { name: 'theirs' }),
      '${data.auth0_action.Found.id}',
    ],
  ])('%s takes its id', (_, action, id) => {
    const stack = newStack()
    streamIn(stack, { destination: Destination.action(action(stack)) })
    const { action_configuration: block } = onlyStream(stack)
    expect(block).toEqual({ action_id: expect.stringContaining(id) })
  })

  it('refuses an Action that another stream has', () => {
    const stack = newStack()
    const destination = Destination.action(actionIn(stack))
    streamIn(stack, { destination })
    expect(() => streamIn(stack, { destination }, 'More')).toThrow(
      'EventStream "prod/More": destination: the Action "prod/Handler" is the destination of "prod/Users" already, and Auth0 runs an Action for one stream only. Create another EventStreamAction, which may have the same code.',
    )
  })

  it.each<readonly [string, (stack: Stack) => readonly string[]]>([
    [
      'the id of another stream’s Action',
      (stack) => {
        const action = actionIn(stack)
        return [action.actionId, action.actionId]
      },
    ],
    ['the same id twice', () => ['385db79f-28a4-43d9-909d-6f5511dd6632', '385db79f-28a4-43d9-909d-6f5511dd6632']],
    [
      'the same variable twice',
      (stack) => {
        const { stringValue } = new TerraformVariable(stack, 'action', { type: 'string' })
        return [stringValue, stringValue]
      },
    ],
  ])('is refused at synth with %s', (_, ids) => {
    const stack = newStack()
    for (const [index, id] of ids(stack).entries()) {
      streamIn(stack, { destination: Destination.action(id) }, `Users${index}`)
    }
    expect(() => synthesized(stack)).toThrow(
      '"prod/Users0/Resource" and "prod/Users1/Resource" have the same Action as their destination, and Auth0 runs an Action for one stream only. Give one of them another Action.',
    )
  })

  it('may have an Action by an id that is unknown at synth, when another has another', () => {
    const stack = newStack()
    for (const id of ['one', 'two']) {
      const { stringValue } = new TerraformVariable(stack, id, { type: 'string' })
      streamIn(stack, { destination: Destination.action(stringValue) }, `Users-${id}`)
    }
    expect(() => synthesized(stack)).not.toThrow()
  })

  it('warns of an Action that is not deployed', () => {
    const stack = newStack()
    streamIn(stack, { destination: Destination.action(actionIn(stack, { deploy: false })) })
    expect(annotations(stack)).toEqual([expect.stringMatching(/"prod\/Handler" has deploy: false/)])
  })

  it.each<readonly [string, (stack: Stack) => unknown, RegExp]>([
    [
      'a stream',
      (stack) => streamIn(stack, {}, 'Other'),
      /an EventStreamAction, a generated Action, or the id of one, not an EventStream/,
    ],
    ['nothing', () => undefined, /destination: no value is given/],
    ['a number', () => 7, /not the number 7/],
    ['no id', () => ({}), /actionId: no value is given/],
    ['an empty id', () => '', /actionId: "" is not an action id/],
    ['a variable', (stack) => new TerraformVariable(stack, 'id', {}), /not a TerraformVariable/],
  ])('refuses %s', (_, action, message) => {
    const stack = newStack()
    const given = action(stack) as string
    expect(() => streamIn(stack, { destination: Destination.action(given) })).toThrow(message)
  })

  it('refuses an Action that is not made a destination', () => {
    const stack = newStack()
    const destination = actionIn(stack) as never
    expect(() => streamIn(stack, { destination })).toThrow(
      /destination: it must be made by Destination.eventBridge, webhook or action, not be an EventStreamAction/,
    )
  })
})

describe('an Action in a stack without a provider that it would take', () => {
  it('is refused at synth', () => {
    const stack = emptyStack()
    const { Auth0Provider } = require('../../constructs/index')
    new Auth0Provider(stack, 'streams', { localName: 'streams' })
    actionIn(stack)
    expect(() => Testing.synth(stack, true)).toThrow(/"prod\/Handler\/Resource" names no provider/)
  })
})
