import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { transformFileSync } from '@swc/core'
import * as cdktf from 'cdktf'
import { generateL1 } from '../../build/generate-l1'
import { l1Input } from '../../build/l1'
import type * as streamModule from '../../constructs/l1/event-stream'
import type * as providerModule from '../../constructs/l1/provider'
import { expectGolden } from '../kit/golden'
import { synthesizeApp } from './sample-app'

const FOLDERS = ['provider', 'event-stream', 'data-auth0-event-stream', 'action', 'data-auth0-action']

describe.each(['cdktf', 'cdktn'])('the L1 classes for %s', (flavor) => {
  it.each(FOLDERS)('declare what they always did: %s', (folder) => {
    const declarations = readFileSync(join('dist', flavor, 'l1', folder, 'index.d.ts'), 'utf8')
    expectGolden(join(__dirname, 'golden', 'l1', flavor, `${folder}.d.ts.txt`), declarations)
  })
})

interface Bindings {
  readonly eventStream: typeof streamModule
  readonly provider: typeof providerModule
}

function ours(): Bindings {
  return {
    eventStream: require(resolve('dist/cdktf/l1/event-stream')),
    provider: require(resolve('dist/cdktf/l1/provider')),
  }
}

/** What `cdktf get` would generate for the official provider, whose schema has the same attributes and blocks. */
async function official(folder: string): Promise<Bindings> {
  const schema = l1Input().schema.replace(
    'registry.terraform.io/auth0-event-streams/auth0',
    'registry.terraform.io/auth0/auth0',
  )
  const sources = await generateL1('cdktf', { schema, source: 'auth0/auth0', version: '~> 1.55' }, folder)
  function load(name: string) {
    return loadTypeScript(join(sources, name, 'index.ts'))
  }
  return { eventStream: load('event-stream'), provider: load('provider') } as Bindings
}

function loadTypeScript(file: string): unknown {
  const { code } = transformFileSync(file, {
    module: { type: 'commonjs' },
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  })
  const module = { exports: {} }
  new Function('module', 'exports', 'require', code)(module, module.exports, createRequire(__filename))
  return module.exports
}

/** A program that uses the generated classes in each way that they offer. */
function program({ eventStream: { EventStream }, provider: { Auth0Provider } }: Bindings): string {
  return synthesizeApp(cdktf, (stack) => {
    new Auth0Provider(stack, 'auth0', { domain: 'example.eu.auth0.com', debug: true })
    const hook = new EventStream(stack, 'hook', {
      name: 'hook',
      destinationType: 'webhook',
      subscriptions: ['user.created'],
      status: 'disabled',
      webhookConfiguration: {
        webhookEndpoint: 'https://example.com',
        webhookAuthorization: { method: 'basic', username: 'auth0', passwordWo: 'p', passwordWoVersion: 1 },
      },
      lifecycle: { ignoreChanges: ['status'] },
    })
    hook.webhookConfiguration.webhookAuthorization.resetUsername()
    hook.resetStatus()
    const bus = new EventStream(stack, 'bus', {
      name: 'bus',
      destinationType: 'action',
      subscriptions: hook.subscriptions,
      actionConfiguration: { actionId: 'a' },
      dependsOn: [hook],
    })
    bus.destinationType = 'eventbridge'
    bus.resetActionConfiguration()
    bus.putEventbridgeConfiguration({ awsAccountId: '123456789012', awsRegion: 'us-east-1' })
    const { awsPartnerEventSource } = bus.eventbridgeConfiguration
    new cdktf.TerraformOutput(stack, 'source', { value: `${awsPartnerEventSource} ${bus.id} ${bus.updatedAt}` })
  })
}

describe('a program for the classes of the official provider', () => {
  it('synthesizes the same stack with ours, but for the provider to install', async () => {
    // In the repository, since the generated code imports the framework.
    const folder = mkdtempSync(join('.bindings', 'official-'))
    try {
      const [expected, found] = [program(await official(folder)), program(ours())].map((text) => JSON.parse(text))
      expect(expected.terraform.required_providers.auth0).toEqual({ source: 'auth0/auth0', version: '~> 1.55' })
      expect(found).toEqual({
        ...expected,
        terraform: { ...expected.terraform, required_providers: found.terraform.required_providers },
      })
      expect(found.terraform.required_providers.auth0).toEqual({
        source: 'auth0-event-streams/auth0',
        version: '~> 1.0',
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
