import { readWithBuiltClient } from '../kit/built-client'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { startTlsTenant, type TlsTenant } from '../kit/tls-tenant'
import { answeredStream } from '../provider/management/fixtures'
import { createRecord, json, listener } from '../provider/management/tenant'
import { readOneStream } from './read-one-stream'

const STREAM = answeredStream()
const OFF = { NODE_TLS_REJECT_UNAUTHORIZED: '0' }

const { seen, record } = createRecord()
let tenant: TlsTenant
let impostor: TlsTenant

beforeAll(async () => {
  tenant = await startTlsTenant(['localhost'], listener(createRecord().record, { api: json(200, STREAM) }))
  impostor = await startTlsTenant(['other.test'], listener(record, { api: json(200, STREAM) }))
})
afterAll(() => Promise.all([tenant.close(), impostor.close()]))

describe('the built client with NODE_TLS_REJECT_UNAUTHORIZED=0', () => {
  function read(options: { domain: string; extraCaCertificatesFile?: string }) {
    return readWithBuiltClient({ credentials: { kind: 'token', token: 'a-token' }, ...options }, OFF)
  }

  it('sends nothing to a server that nobody vouches for', async () => {
    const { error } = await read({ domain: `localhost:${impostor.port}` })
    expect([error?.cause?.code, seen]).toEqual(['DEPTH_ZERO_SELF_SIGNED_CERT', []])
  })

  it('sends nothing to a server with the certificate of another', async () => {
    const { error } = await read({ domain: `localhost:${impostor.port}`, extraCaCertificatesFile: impostor.ca })
    expect([error?.cause?.code, seen]).toEqual(['ERR_TLS_CERT_ALTNAME_INVALID', []])
  })

  it('reads from the tenant that the extra certificates vouch for', async () => {
    const { stream } = await read({ domain: `localhost:${tenant.port}`, extraCaCertificatesFile: tenant.ca })
    expect(stream).toEqual(STREAM)
  })
})

const PLAN = readOneStream(STREAM.id)

describeWithTerraform('terraform plan with NODE_TLS_REJECT_UNAUTHORIZED=0', () => {
  let workspace: Workspace
  beforeAll(async () => {
    workspace = await createWorkspace({ files: { 'main.tf': PLAN }, env: { ...OFF, AUTH0_API_TOKEN: 'a-token' } })
  })
  afterAll(() => workspace.remove())

  async function plan(server: TlsTenant) {
    const env = { AUTH0_DOMAIN: `localhost:${server.port}`, NODE_EXTRA_CA_CERTS: tenant.ca }
    const { exitCode, stdout, stderr } = await workspace.run(['plan'], env)
    return { exitCode, output: (stdout + stderr).replaceAll(/[\s│]+/g, ' ') }
  }

  it('warns, and goes on', async () => {
    const { exitCode, output } = await plan(tenant)
    expect([exitCode, output]).toEqual([0, expect.stringContaining('Warning: Certificates are checked')])
    expect(output).toContain('NODE_TLS_REJECT_UNAUTHORIZED=0 is set in the environment')
  })

  it('sends nothing to an impostor', async () => {
    const { exitCode, output } = await plan(impostor)
    expect([exitCode, output]).toEqual([1, expect.stringContaining('The certificate is not trusted.')])
    expect(seen).toEqual([])
  })
})
