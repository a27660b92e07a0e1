import { Aspects, TerraformVariable, Testing } from 'cdktf'
import {
  Destination,
  type EventStreamActionProps,
  RequireWriteOnlySecrets,
  SecretVariable,
} from '../../constructs/index'
import { Action } from '../../constructs/l1/action'
import { actionIn, CODE, onlyAction, type Stack } from './action-kit'
import { annotations, newStack, streamIn, synthesized } from './stack-kit'

function onlyActionBut(stack: Stack) {
  return Object.entries(synthesized(stack).resource?.auth0_action ?? {}).find(([id]) => id !== 'First')?.[1]
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
