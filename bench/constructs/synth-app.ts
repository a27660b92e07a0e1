import { createRequire } from 'node:module'
import { join } from 'node:path'

// A program of its own, so that nothing is loaded or compiled before: it imports a framework and one layer of the
// constructs for it, synthesizes an app, and prints how long each took.

type Framework = typeof import('cdktf')
type Constructs = typeof import('../../constructs/index')
type Stack = InstanceType<Framework['TerraformStack']>

/** Adds a webhook stream to a stack. */
type AddStream = (stack: Stack, name: string, secret: string) => void

const events = ['user.created', 'user.updated', 'user.deleted']
function endpointOf(name: string): string {
  return `https://example.com/${name}`
}

const [dist = '', framework = '', layer = '', count = '', outdir = ''] = process.argv.slice(2)
const load = createRequire(join(dist, 'package.json'))
function loadL1(name: string): unknown {
  return load(`./${framework}/l1/${name}`)
}

function importL1(): AddStream {
  const { EventStream } = loadL1('event-stream') as typeof import('../../constructs/l1/event-stream')
  return (stack, name, secret) => {
    const webhookAuthorization = { method: 'bearer', tokenWo: secret, tokenWoVersion: 1 }
    const webhookConfiguration = { webhookEndpoint: endpointOf(name), webhookAuthorization }
    new EventStream(stack, name, { name, destinationType: 'webhook', subscriptions: events, webhookConfiguration })
  }
}

function importL2(): AddStream {
  const { Destination, EventStream, WebhookAuthorization } = load(`./${framework}`) as Constructs
  return (stack, name, secret) => {
    const authorization = WebhookAuthorization.bearer(secret)
    const destination = Destination.webhook({ endpoint: endpointOf(name), authorization })
    new EventStream(stack, name, { name, events, destination })
  }
}

function main(): void {
  const start = performance.now()
  const { App, TerraformStack, TerraformVariable } = load(framework) as Framework
  const { Auth0Provider } = loadL1('provider') as typeof import('../../constructs/l1/provider')
  const addStream = layer === 'L1' ? importL1() : importL2()
  const imported = performance.now()

  const app = new App({ outdir })
  const stack = new TerraformStack(app, 'prod')
  new Auth0Provider(stack, 'auth0', { domain: 'example.eu.auth0.com' })
  const { stringValue } = new TerraformVariable(stack, 'secret', { type: 'string', sensitive: true })
  for (let index = 0; index < Number(count); index += 1) addStream(stack, `stream-${index}`, stringValue)
  app.synth()

  console.log(JSON.stringify({ importMs: imported - start, synthMs: performance.now() - imported }))
}

main()
