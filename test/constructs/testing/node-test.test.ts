import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const FLAVORS = ['cdktf', 'cdktn'] as const

/** A file of tests for `node --test`: the first one holds, the second one does not. */
function tests(flavor: string) {
  return `
const { test } = require('node:test')
const { App, TerraformStack, TerraformVariable } = require(${JSON.stringify(require.resolve(flavor))})
const { Auth0Provider, Destination, EventStream, WebhookAuthorization } = require(${JSON.stringify(resolve('dist', flavor))})
const { expectEventStream } = require(${JSON.stringify(resolve('dist', flavor, 'testing'))})

const stack = new TerraformStack(new App({ outdir: __dirname }), 'prod')
Auth0Provider.fromVariables(stack, 'Auth0')
const token = new TerraformVariable(stack, 'token', { type: 'string', sensitive: true })
new EventStream(stack, 'Users', {
  events: ['user.created'],
  destination: Destination.webhook({
    endpoint: 'https://example.com',
    authorization: WebhookAuthorization.bearer(token.stringValue),
  }),
})

test('holds', () => {
  expectEventStream(stack, 'prod/Users').toSubscribeTo('user.created').toDeliverTo({ type: 'webhook' })
  expectEventStream(stack).toHaveNoPlaintextSecrets()
})

test('does not hold', () => {
  expectEventStream(stack, 'prod/Users').toSubscribeTo('user.deleted')
})
`
}

function runTests(flavor: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'node-test-'))
  try {
    const file = join(folder, 'stack.test.js')
    writeFileSync(file, tests(flavor))
    // The variable would make it a child of a test runner, which reports in a form of its own.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env
    return spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], { env, encoding: 'utf8' }).stdout
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe.each(FLAVORS)('node:test with the built package for %s', (flavor) => {
  const report = runTests(flavor)

  it('passes an assertion that holds', () => {
    expect(report).toMatch(/^ *ok 1 - holds$/m)
  })

  it('reports one that does not, with what was expected and received', () => {
    expect(report).toMatch(/^ *not ok 2 - does not hold$/m)
    expect(report).toContain('EventStream "prod/Users" does not subscribe to user.deleted.')
    expect(report).toContain('Expected: ["user.deleted"]')
    expect(report).toContain('Received: ["user.created"]')
  })
})
