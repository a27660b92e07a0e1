import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Emulator, startEmulator } from '../../emulator/index'
import { BOTH, type Flavor, synthesizeStacks } from '../constructs/both-frameworks'
import { withoutFramework } from '../constructs/sample-app'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, credentials } from './configuration'

const KEY = 'the-key-of-the-service-4711'

/** The files of an example. */
function exampleFiles(name: string): Record<string, string> {
  const folder = join('examples', 'hcl', name)
  const names = readdirSync(folder).filter((file) => file !== 'README.md')
  return Object.fromEntries(names.map((file) => [file, readFileSync(join(folder, file), 'utf8')]))
}

interface Call {
  readonly key: unknown
  readonly body: { readonly type: string; readonly data: { readonly object: unknown } }
}

/** A service that receives what an Action posts. */
async function startService(onCall: (call: Call) => void): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    onCall({ key: request.headers['x-api-key'], body: JSON.parse(Buffer.concat(chunks).toString()) })
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** Waits until something is so, and throws after 20 s: a run of an Action takes less than one. */
async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; !isTrue(); tries++) {
    if (tries > 1_000) throw new Error('no Action has run within 20 s')
    await setTimeout(20)
  }
}

describeWithTerraform('the examples with an Action, applied as they are', () => {
  let emulator: Emulator
  const workspaces: Workspace[] = []
  async function apply(example: string, env: Record<string, string> = {}) {
    const workspace = await createWorkspace({
      files: exampleFiles(example),
      env: { ...credentials(emulator), ...env },
    })
    workspaces.push(workspace)
    await applyCleanly(workspace)
    return workspace
  }
  beforeEach(async () => {
    emulator = await startEmulator()
  })
  afterEach(async () => {
    for (const workspace of workspaces.splice(0)) workspace.remove()
    await emulator.close()
  })

  it('have the Action run for an event, and leave nothing when they are destroyed', async () => {
    const workspace = await apply('action')
    const id = String(workspace.state().attributes['auth0_action.handler']?.['id'])
    emulator.tenant.publish({ type: 'user.created', object: { user_id: 'auth0|1' } })
    await until(() => emulator.tenant.actionExecutions(id).length > 0)
    expect(emulator.tenant.actionExecutions(id)).toMatchObject([{ logs: 'Received event: user.created\n' }])
    const { exitCode } = await workspace.run(['destroy', '-auto-approve'])
    expect(exitCode).toBe(0)
    expect(emulator.tenant.eventStreams()).toEqual([])
  })

  it('have the Action send the event to a service with its key, which is in no state', async () => {
    const calls: Call[] = []
    const service = await startService((call) => calls.push(call))
    try {
      const { port } = service.address() as AddressInfo
      const url = `http://127.0.0.1:${port}/events`
      const workspace = await apply('action-with-secrets', { TF_VAR_service_url: url, TF_VAR_api_key: KEY })
      emulator.tenant.publish({ type: 'user.deleted', object: { user_id: 'auth0|2' } })
      await until(() => calls.length > 0)
      expect(calls).toMatchObject([
        { key: KEY, body: { type: 'user.deleted', data: { object: { user_id: 'auth0|2' } } } },
      ])
      expect(workspace.state().text).not.toContain(KEY)
    } finally {
      service.close()
    }
  })
})

/** The stack of an example's Actions and streams, made by the constructs of a flavor. */
function stackOf(flavor: Flavor): string {
  const { Auth0Provider, Destination, EventStream, EventStreamAction, SecretVariable } = flavor.constructs
  const { prod = '' } = synthesizeStacks(flavor, (app) => {
    const stack = new flavor.framework.TerraformStack(app, 'prod')
    new Auth0Provider(stack, 'auth0')
    function codeOf(name: string) {
      return join('examples', flavor.name, 'actions', `${name}.js`)
    }
    const logging = EventStreamAction.fromFile(stack, 'log', codeOf('log-members'))
    const forwarding = EventStreamAction.fromFile(stack, 'forward', codeOf('forward-organizations'), {
      secrets: {
        URL: new SecretVariable(stack, 'service_url').stringValue,
        API_KEY: new SecretVariable(stack, 'api_key').stringValue,
      },
    })
    for (const [id, action] of Object.entries({ logged: logging, forwarded: forwarding }))
      new EventStream(stack, id, { events: ['user.created'], destination: Destination.action(action) })
  })
  return withoutFramework(prod)
}

describeWithTerraform('the Actions of the examples with constructs', () => {
  it.each(BOTH)('run in the local tenant when $name has deployed them', async (flavor) => {
    const emulator = await startEmulator()
    const calls: Call[] = []
    const service = await startService((call) => calls.push(call))
    const { port } = service.address() as AddressInfo
    const workspace = await createWorkspace({
      files: { 'cdk.tf.json': stackOf(flavor) },
      env: { ...credentials(emulator), TF_VAR_service_url: `http://127.0.0.1:${port}/`, TF_VAR_api_key: KEY },
    })
    try {
      await applyCleanly(workspace)
      const { attributes } = workspace.state()
      const logging = Object.entries(attributes).find(([address]) => address.startsWith('auth0_action.log_'))?.[1]
      emulator.tenant.publish({ type: 'user.created', object: { user_id: 'auth0|3' } })
      await until(() => calls.length > 0 && emulator.tenant.actionExecutions(String(logging?.['id'])).length > 0)
      expect(calls).toMatchObject([{ key: KEY, body: { type: 'user.created' } }])
      expect(emulator.tenant.actionExecutions(String(logging?.['id']))).toMatchObject([
        { logs: 'Received event: user.created\n' },
      ])
    } finally {
      workspace.remove()
      service.close()
      await emulator.close()
    }
  })
})
