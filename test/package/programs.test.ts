import { createProject, describeConsumer, type Project } from './project'

const FRAMEWORKS = ['cdktf', 'cdktn'] as const

/** How each kind of module imports names, by the ending of its files. */
const IMPORT = {
  cjs: (names: string, from: string) => `const { ${names} } = require('${from}')`,
  mjs: (names: string, from: string) => `import { ${names} } from '${from}'`,
} as const
type Kind = keyof typeof IMPORT
const KINDS = Object.keys(IMPORT) as Kind[]

/** A program that prints a stack with a stream of the constructs and one of the generated classes. */
function app(kind: Kind, framework: string, entry = `auth0-event-streams/${framework}`): string {
  return `
${IMPORT[kind]('TerraformStack, Testing', framework)}
${IMPORT[kind]('Auth0Provider, Destination, EventStream, EventType', entry)}
${IMPORT[kind]('eventStream', `auth0-event-streams/${framework}/l1`)}
${IMPORT[kind]('DataAuth0EventStream', `auth0-event-streams/${framework}/l1/data-auth0-event-stream`)}

const stack = new TerraformStack(Testing.stubVersion(Testing.app({ outdir: 'out' })), 'prod')
Auth0Provider.fromVariables(stack, 'Auth0')
const destination = Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1' })
const { eventStreamId } = new EventStream(stack, 'Users', { events: EventType.user.all, destination })
const { name } = new DataAuth0EventStream(stack, 'Same', { id: eventStreamId })
new eventStream.EventStream(stack, 'Copy', { name, destinationType: 'action', subscriptions: ['user.created'] })
console.log(Testing.synth(stack, true))
`
}

/** A program that prints the streams of a local tenant. */
function tenant(kind: Kind): string {
  return `
${IMPORT[kind]('startEmulator', 'auth0-event-streams/emulator')}
${IMPORT[kind]('createManagementClient', 'auth0-event-streams/management')}

startEmulator().then(async (tenant) => {
  const { domain, clientId, clientSecret } = tenant
  const client = createManagementClient({ domain, credentials: { kind: 'clientSecret', clientId, clientSecret } })
  console.log(JSON.stringify(await client.eventStreams.list()))
  await tenant.close()
})
`
}

async function run(project: Project, kind: Kind, text: string): Promise<string> {
  project.write(`program.${kind}`, text)
  return project.node(`program.${kind}`)
}

describeConsumer('the packed package', () => {
  describe('in a project without a framework', () => {
    let project: Project
    beforeAll(async () => {
      project = await createProject()
    }, 120_000)
    afterAll(() => project?.remove())

    it.each(KINDS)('runs a tenant and a client of it (%s)', async (kind) => {
      expect(JSON.parse(await run(project, kind, tenant(kind)))).toMatchObject({ eventStreams: [] })
    })

    it.each([
      ['cjs', "const schema = require('auth0-event-streams/schema.json')"],
      ['mjs', "import schema from 'auth0-event-streams/schema.json' with { type: 'json' }"],
    ] as const)('gives the schema (%s)', async (kind, load) => {
      const printed = await run(project, kind, `${load}\nconsole.log(...Object.keys(schema.provider_schemas))`)
      expect(printed).toBe('registry.terraform.io/auth0-event-streams/auth0\n')
    })

    it('has its command', async () => {
      expect(await project.node('node_modules/.bin/auth0-event-streams', '--help')).toContain('emulate')
    })

    it('says which framework is missing', async () => {
      await expect(run(project, 'cjs', "require('auth0-event-streams')")).rejects.toThrow(
        'npm install cdktf constructs@10.7',
      )
    })
  })

  describe('in a project with one framework alone', () => {
    const stacks = new Map<string, string>()
    beforeAll(async () => {
      for (const framework of FRAMEWORKS) {
        const project = await createProject(framework, 'constructs')
        for (const kind of KINDS) stacks.set(`${framework}, ${kind}`, await run(project, kind, app(kind, framework)))
        if (framework === 'cdktf')
          stacks.set('.', await run(project, 'mjs', app('mjs', framework, 'auth0-event-streams')))
        project.remove()
      }
    }, 120_000)

    it('synthesizes a stack', () => {
      const { resource, data } = JSON.parse(stacks.get('cdktf, cjs') ?? '')
      expect(Object.keys({ ...resource.auth0_event_stream, ...data.auth0_event_stream })).toHaveLength(3)
    })

    it('synthesizes the same from each entry, in both kinds of modules', () => {
      const [first = '', ...others] = stacks.values()
      expect(others).toEqual([first, first, first, first])
    })
  })
})
