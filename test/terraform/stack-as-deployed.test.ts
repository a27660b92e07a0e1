import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../emulator/index'
import { BOTH, type Flavor, synthesizeStacks } from '../constructs/both-frameworks'
import { withoutFramework } from '../constructs/sample-app'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, credentials, readPlanFile } from './configuration'

const SECRET = 'the-token-of-the-crm-4711'

type Stack = InstanceType<Flavor['framework']['TerraformStack']>

/** A workspace with a stack as it is synthesized, and a tenant of its own. */
async function deployable(flavor: Flavor, tenant: Emulator, fill: (stack: Stack) => void): Promise<Workspace> {
  const { prod = '' } = synthesizeStacks(flavor, (app) => fill(new flavor.framework.TerraformStack(app, 'prod')))
  const env = { ...credentials(tenant), TF_VAR_token: SECRET }
  return createWorkspace({ files: { 'cdk.tf.json': withoutFramework(prod) }, env })
}

/** All that is in the saved plan of a workspace. */
function savedPlan({ folder }: Workspace): string {
  return Object.values(readPlanFile(join(folder, 'plan'))).join('\n')
}

describeWithTerraform('a stack as it is deployed', () => {
  describe.each(BOTH)('$name', (flavor) => {
    const { constructs, framework } = flavor
    const { Auth0Provider, Destination, EventStream, SecretVariable, WebhookAuthorization } = constructs
    const { TerraformIterator, TerraformOutput, TerraformVariable, Token } = framework
    let tenant: Emulator
    const workspaces: Workspace[] = []
    async function deploy(fill: (stack: Stack) => void) {
      const workspace = await deployable(flavor, tenant, fill)
      workspaces.push(workspace)
      return workspace
    }
    beforeEach(async () => {
      tenant = await startEmulator()
    })
    afterEach(async () => {
      for (const workspace of workspaces.splice(0)) workspace.remove()
      await tenant.close()
    })

    function hook(stack: Stack, token: string) {
      new Auth0Provider(stack, 'auth0')
      new EventStream(stack, 'hook', {
        name: 'hook',
        events: ['user.created'],
        destination: Destination.webhook({
          endpoint: 'https://example.com',
          authorization: WebhookAuthorization.bearer(token),
        }),
      })
    }

    it('has the secret of a SecretVariable in no saved plan, and sends it', async () => {
      const workspace = await deploy((stack) => hook(stack, new SecretVariable(stack, 'token').stringValue))
      await workspace.plan('-out=plan')
      expect(savedPlan(workspace)).not.toContain(SECRET)
      await applyCleanly(workspace)
      const sent = tenant.tenant.eventStreams().flatMap(({ id }) => Object.values(tenant.tenant.secrets(id) ?? {}))
      expect(sent).toEqual([SECRET])
    })

    it('has the secret of a sensitive variable in a saved plan', async () => {
      const workspace = await deploy((stack) => {
        hook(stack, new TerraformVariable(stack, 'token', { type: 'string', sensitive: true }).stringValue)
      })
      await workspace.plan('-out=plan')
      expect(savedPlan(workspace)).toContain(SECRET)
    })

    it('has a stream for each key, whose attributes are found by key', async () => {
      const workspace = await deploy((stack) => {
        new Auth0Provider(stack, 'auth0')
        const forEach = TerraformIterator.fromMap({ eu: 'eu-central-1', us: 'us-east-1' })
        const streams = new EventStream(stack, 'users', {
          forEach,
          name: `users-${forEach.key}`,
          events: ['user.created'],
          destination: Destination.eventBridge({
            awsAccountId: '123456789012',
            awsRegion: Token.asString(forEach.value),
          }),
        })
        new TerraformOutput(stack, 'id', { staticId: true, value: streams.instance('eu').eventStreamId })
        streams.instance('us').wireEventBus((value) => new TerraformOutput(stack, 'bus', { staticId: true, value }))
      })
      await applyCleanly(workspace)
      const [eu, us] = tenant.tenant.eventStreams().sort((a, b) => String(a.name).localeCompare(String(b.name)))
      expect([eu?.name, us?.name]).toEqual(['users-eu', 'users-us'])
      const { stdout } = await workspace.run(['output', '-json'])
      const outputs = JSON.parse(stdout)
      expect(outputs.id.value).toBe(eu?.id)
      expect(us?.destination.configuration).toMatchObject({ aws_partner_event_source: outputs.bus.value })
    })

    it('is served by a provider with a local name of its own', async () => {
      const workspace = await deploy((stack) => {
        const provider = new Auth0Provider(stack, 'ours', { localName: 'my-streams', alias: 'eu' })
        new EventStream(stack, 'users', {
          name: 'users',
          provider,
          events: ['user.created'],
          destination: Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1' }),
        })
      })
      await applyCleanly(workspace)
      expect(tenant.tenant.eventStreams().map(({ name }) => name)).toEqual(['users'])
    })
  })
})
