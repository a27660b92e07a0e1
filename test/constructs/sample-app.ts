import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The framework of a flavor. */
export type Framework = typeof import('cdktf')
/** The constructs of a flavor. */
export type Constructs = typeof import('../../constructs/index')

type Stack = InstanceType<Framework['TerraformStack']>

/** The Action that the sample app runs. */
export const ACTION_ID = '385db79f-28a4-43d9-909d-6f5511dd6632'

/** The code of the Action of the sample app, which Terraform must not take for a template of its own. */
export const ACTION_CODE =
  'exports.onExecuteEventStream = async (event) => console.log(`${event.message.type} %{`, event.secrets.KEY)'

/** Synthesizes an app of one stack, `prod`, and gives its `cdk.tf.json` as it is written. */
export function synthesizeApp({ App, TerraformStack }: Framework, fill: (stack: Stack) => void): string {
  const outdir = mkdtempSync(join(tmpdir(), 'app-'))
  try {
    const app = new App({ outdir })
    fill(new TerraformStack(app, 'prod'))
    app.synth()
    return readFileSync(join(outdir, 'stacks', 'prod', 'cdk.tf.json'), 'utf8')
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

/** The same without what the framework says of itself: its version, and where the state is on this machine. */
export function withoutFramework(stackJson: string): string {
  const { terraform, ...rest } = JSON.parse(stackJson)
  const { backend: _, ...kept } = terraform
  return `${JSON.stringify({ ...rest, '//': undefined, terraform: kept }, undefined, 2)}\n`
}

/** Fills a stack with a provider, and a stream for every destination and every authorization. */
export function addStreams(framework: Framework, constructs: Constructs, stack: Stack): void {
  const { TerraformOutput, TerraformVariable } = framework
  const {
    Auth0Provider,
    Destination,
    EventStream,
    EventStreamAction,
    EventType,
    SecretVariable,
    WebhookAuthorization,
  } = constructs
  Auth0Provider.fromVariables(stack, 'Auth0')
  const { stringValue: secret } = new SecretVariable(stack, 'secret')
  const { stringValue: stored } = new TerraformVariable(stack, 'stored', { type: 'string', sensitive: true })

  new EventStream(stack, 'Users', {
    events: EventType.user.all,
    destination: Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'eu-central-1' }),
  }).wireEventBus((source) => new TerraformOutput(stack, 'source', { value: source }))

  new EventStream(stack, 'Audit', {
    name: 'audit',
    enabled: false,
    events: [EventType.organization.member.role.assigned],
    destination: Destination.action({ actionId: ACTION_ID }),
  })

  const handler = EventStreamAction.fromInline(stack, 'Handler', ACTION_CODE, {
    secrets: { KEY: secret },
    dependencies: { undici: '7.0.0' },
    timeout: '5m',
  })
  new EventStream(stack, 'Members', {
    events: EventType.organization.member.all,
    destination: Destination.action(handler),
  })

  const authorizations = {
    Bearer: WebhookAuthorization.bearer(secret, { version: 2 }),
    Basic: WebhookAuthorization.basic({ username: 'auth0', password: secret }),
    Header: WebhookAuthorization.customHeader({ name: 'X-Key', value: secret }),
    Stored: WebhookAuthorization.bearer(stored, { storeInState: true }),
  }
  for (const [id, authorization] of Object.entries(authorizations)) {
    const destination = Destination.webhook({ endpoint: `https://example.com/${id}`, authorization })
    new EventStream(stack, id, { events: [EventType.group.created], destination })
  }
}

/** Adds what a plan cannot have without a tenant: a stream that is not the app's own, and another tenant's streams. */
function addOthers(framework: Framework, constructs: Constructs, stack: Stack): void {
  const { Aspects, TerraformOutput } = framework
  const { Auth0Provider, Destination, EventStream, EventType, RequireHttpsHost, WebhookAuthorization } = constructs
  const theirs = EventStream.fromEventStreamId(stack, 'Theirs', 'est_8of6RXoM1997qikH7NS11h')
  new TerraformOutput(stack, 'theirs', { value: theirs.eventStreamName })

  const provider = Auth0Provider.fromVariables(stack, 'Other', {
    alias: 'other',
    prefix: 'other',
    credentials: 'private-key',
    clientAssertionSigningAlg: 'RS256',
  })
  const authorizations = {
    StoredBasic: WebhookAuthorization.basic({ username: 'auth0', password: '${var.stored}' }, { storeInState: true }),
    StoredHeader: WebhookAuthorization.customHeader({ name: 'X-Key', value: '${var.stored}' }, { storeInState: true }),
  }
  for (const [id, authorization] of Object.entries(authorizations)) {
    const destination = Destination.webhook({ endpoint: 'https://example.com', authorization })
    new EventStream(stack, id, { events: EventType.organization.member.all, destination, provider })
  }
  Aspects.of(stack).add(new RequireHttpsHost('example.com'))
}

/** An app with all that the constructs have words for. */
export function sampleApp(framework: Framework, constructs: Constructs): string {
  return synthesizeApp(framework, (stack) => {
    addStreams(framework, constructs, stack)
    addOthers(framework, constructs, stack)
  })
}
