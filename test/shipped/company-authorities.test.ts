import { join } from 'node:path'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { startTlsTenant, type TlsTenant } from '../kit/tls-tenant'
import { answeredStream } from '../provider/management/fixtures'
import { createRecord, json, listener } from '../provider/management/tenant'
import { requireProvider } from '../terraform/configuration'

const STREAM = answeredStream()

const PLAN = `${requireProvider()}
provider "auth0" {}

data "auth0_event_stream" "users" {
  id = "${STREAM.id}"
}
`

describeWithTerraform("terraform plan with an authority of the user's company", () => {
  let tenant: TlsTenant
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startTlsTenant(['localhost'], listener(createRecord().record, { api: json(200, STREAM) }))
    const env = { AUTH0_DOMAIN: `localhost:${tenant.port}`, AUTH0_API_TOKEN: 'a-token' }
    workspace = await createWorkspace({ files: { 'main.tf': PLAN }, env })
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function plan(env: Readonly<Record<string, string>>) {
    return workspace.run(['plan'], { NODE_EXTRA_CA_CERTS: '', SSL_CERT_FILE: '', SSL_CERT_DIR: '', ...env })
  }

  it.each([
    ['in NODE_EXTRA_CA_CERTS', (ca: string) => ({ NODE_EXTRA_CA_CERTS: ca })],
    [
      'in NODE_EXTRA_CA_CERTS, with --use-openssl-ca',
      (ca: string) => ({ NODE_EXTRA_CA_CERTS: ca, NODE_OPTIONS: '--use-openssl-ca' }),
    ],
    [
      'in NODE_EXTRA_CA_CERTS, with --use-system-ca',
      (ca: string) => ({ NODE_EXTRA_CA_CERTS: ca, NODE_OPTIONS: '--use-system-ca' }),
    ],
    [
      'in SSL_CERT_FILE, with --use-openssl-ca',
      (ca: string) => ({ SSL_CERT_FILE: ca, NODE_OPTIONS: '--use-openssl-ca' }),
    ],
  ])('trusts the one that is named %s', async (_, env) => {
    const { exitCode } = await plan(env(tenant.ca))
    expect(exitCode).toBe(0)
  })

  it('trusts none that nobody names', async () => {
    const { exitCode, stderr } = await plan({})
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('NODE_EXTRA_CA_CERTS')])
  })

  it('says in the log that the file of NODE_EXTRA_CA_CERTS is missing', async () => {
    const { stderr } = await plan({ NODE_EXTRA_CA_CERTS: join('nowhere', 'ca.pem'), TF_LOG_PROVIDER: 'WARN' })
    expect(stderr).toContain('ignoring the extra CA certificates of')
  })
})
