import { generateKeyPairSync } from 'node:crypto'
import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, credentials, eventbridge, requireProvider, stream } from './configuration'

const STREAM = stream({ label: 'a', type: 'eventbridge', body: eventbridge() })
const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

describeWithTerraform('access to the tenant', () => {
  let tenant: Emulator
  let workspace: Workspace
  async function open(env: Record<string, string>, block = '', options = {}) {
    const clients = [{ clientId: 'signer', publicKey: KEYS.publicKey }]
    tenant = await startEmulator({ clients, ...options })
    workspace = await createWorkspace({ files: { 'main.tf': `${requireProvider()}${block}${STREAM}` }, env })
  }
  afterEach(async () => {
    workspace.remove()
    await tenant.close()
  })
  function configure(attributes: Record<string, string>) {
    const lines = Object.entries(attributes).map(([name, value]) => `  ${name} = ${JSON.stringify(value)}\n`)
    workspace.write({ 'main.tf': `${requireProvider()}provider "auth0" {\n${lines.join('')}}\n${STREAM}` })
  }

  it('is granted to the client of the provider block, whatever the environment says', async () => {
    await open({ AUTH0_DOMAIN: 'example.invalid', AUTH0_CLIENT_ID: 'nobody', AUTH0_CLIENT_SECRET: 'nothing' })
    configure({ domain: tenant.domain, client_id: tenant.clientId, client_secret: tenant.clientSecret })
    await expect(applyCleanly(workspace)).resolves.toHaveProperty('exitCode', 0)
  })

  it('is granted to a token as it is', async () => {
    await open({})
    configure({ domain: tenant.domain, api_token: tenant.apiToken })
    await applyCleanly(workspace)
    expect(tenant.tenant.requests().filter(({ path }) => path === '/oauth/token')).toEqual([])
  })

  it('is granted to a client that signs its assertion', async () => {
    await open({})
    configure({
      domain: tenant.domain,
      client_id: 'signer',
      client_assertion_private_key: KEYS.privateKey,
      client_assertion_signing_alg: 'RS256',
    })
    await expect(applyCleanly(workspace)).resolves.toHaveProperty('exitCode', 0)
  })

  it('is not requested with a private key that is none: a plan is refused, and the key not quoted', async () => {
    await open({})
    const assertion = { client_assertion_private_key: 'no-key-at-all', client_assertion_signing_alg: 'RS256' }
    configure({ domain: tenant.domain, client_id: 'signer', ...assertion })
    const { exitCode, stdout, diagnostics } = await workspace.plan()
    expect([exitCode, diagnostics, tenant.tenant.requests()]).toEqual([
      1,
      [expect.objectContaining({ severity: 'error', summary: 'Unusable private key', file: 'main.tf' })],
      [],
    ])
    expect(stdout).not.toContain('no-key-at-all')
  })

  it('is not requested with a private key of the environment that is none', async () => {
    await open({})
    const key = { AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: 'no-key-at-all', AUTH0_CLIENT_ASSERTION_SIGNING_ALG: 'RS256' }
    const env = { AUTH0_DOMAIN: tenant.domain, AUTH0_CLIENT_ID: 'signer', ...key }
    const { exitCode, stdout, stderr } = await workspace.run(['plan'], env)
    expect([exitCode, stderr, `${stdout}${stderr}`.includes('no-key-at-all')]).toEqual([
      1,
      expect.stringContaining('Error: Unusable private key'),
      false,
    ])
  })

  it('is encrypted, with a certificate that NODE_EXTRA_CA_CERTS names', async () => {
    await open({}, '', { tls: true })
    const env = { ...credentials(tenant), NODE_EXTRA_CA_CERTS: tenant.caFile ?? '' }
    const { exitCode } = await workspace.run(['apply', '-auto-approve'], env)
    expect(exitCode).toBe(0)
  })

  it('is not requested from a tenant whose certificate nobody trusts', async () => {
    await open({}, '', { tls: true })
    const env = { ...credentials(tenant), NODE_EXTRA_CA_CERTS: '' }
    const { diagnostics } = await workspace.run(['apply', '-json', '-auto-approve'], env)
    expect(diagnostics).toEqual([
      expect.objectContaining({ severity: 'error', detail: expect.stringContaining('set NODE_EXTRA_CA_CERTS') }),
    ])
  })
})
