import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { credentials, eventbridge, requireProvider, stream } from './configuration'

jest.setTimeout(60_000)

const NAMES = ['a', 'b', 'c']
function block(name: string) {
  return stream({ label: name, name, type: 'eventbridge', body: eventbridge() })
}

/** What frameworks answer to a path that they do not know, in the form that Auth0's API has as well. */
const ROUTERS = {
  Fastify: (url: string) => ({ message: `Route GET:${url} not found`, error: 'Not Found', statusCode: 404 }),
  NestJS: (url: string) => ({ message: `Cannot GET ${url}`, error: 'Not Found', statusCode: 404 }),
  hapi: () => ({ statusCode: 404, error: 'Not Found', message: 'Not Found' }),
}

async function startRouter(body: (url: string) => object): Promise<{ env: Record<string, string>; server: Server }> {
  const server = createServer((request, response) => {
    response.writeHead(404, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify(body(request.url ?? '')))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { server, env: { AUTH0_DOMAIN: `http://127.0.0.1:${port}`, AUTH0_API_TOKEN: 'a-token', AUTH0_CLIENT_ID: '' } }
}

describeWithTerraform('streams in the state and AUTH0_DOMAIN of something else', () => {
  let emulator: Emulator
  let workspace: Workspace
  beforeEach(async () => {
    emulator = await startEmulator()
    const files = { 'main.tf': requireProvider() + NAMES.map(block).join('') }
    workspace = await createWorkspace({ env: credentials(emulator), files })
    await workspace.apply()
  })
  afterEach(async () => {
    workspace.remove()
    await emulator.close()
  })
  function known() {
    return Object.keys(workspace.state().attributes)
  }

  it.each(Object.entries(ROUTERS))('keep the state when %s answers 404', async (_, body) => {
    const { server, env } = await startRouter(body)
    const plan = await workspace.run(['plan'], env)
    const refresh = await workspace.run(['apply', '-refresh-only', '-auto-approve'], env)
    const destroy = await workspace.run(['destroy', '-auto-approve', '-refresh=false'], env)
    server.close()
    expect([plan.exitCode, refresh.exitCode, destroy.exitCode]).toEqual([1, 1, 1])
    const told = plan.stderr.replace(/\W+/g, ' ')
    expect(told.split('the list of event streams cannot be read either')).toHaveLength(2)
    expect(told.split('for the same reason as')).toHaveLength(3)
    expect(known()).toHaveLength(3)
  })

  it('are reported as perhaps of another tenant when none of them is there', async () => {
    const other = await startEmulator()
    const plan = await workspace.run(['plan', '-json'], credentials(other))
    await other.close()
    const told = plan.diagnostics.filter(({ summary }) => /not found$/.test(summary))
    const summaries = new Set(told.map(({ summary }) => summary.replace(/"."/, '"?"')))
    expect([...summaries].sort()).toEqual(['Event stream "?" not found', 'Further event streams not found'])
    for (const { detail } of told) {
      expect(detail).toMatch(
        /^None of the event streams .* is in the tenant http:\/\/127\.0\.0\.1:\d+\. Make sure first/,
      )
    }
  })

  it('are not reported so when one of several was deleted', async () => {
    const [first] = emulator.tenant.eventStreams()
    emulator.tenant.deleteEventStream(first?.id ?? '')
    const { diagnostics } = await workspace.plan()
    expect(diagnostics.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^The event stream ".*" with the id est_\w+ no longer exists in the tenant http/),
    ])
  })
})

describeWithTerraform('a stream that the API does not find a moment after it was created', () => {
  it('stays in the state', async () => {
    const emulator = await startEmulator()
    const workspace = await createWorkspace({
      env: credentials(emulator),
      files: { 'main.tf': requireProvider() + block('a') },
    })
    await workspace.apply()
    emulator.tenant.faults.next({ match: { method: 'GET', path: '/api/v2/event-streams/' }, status: 404, times: 2 })
    const plan = await workspace.plan()
    expect([plan.exitCode, plan.diagnostics]).toEqual([0, []])
    workspace.remove()
    await emulator.close()
  })
})
