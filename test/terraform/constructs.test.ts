import { resolve } from 'node:path'
import * as cdktf from 'cdktf'
import * as cdktn from 'cdktn'
import { type Emulator, startEmulator } from '../../emulator/index'
import {
  ACTION_CODE,
  ACTION_ID,
  addStreams,
  type Constructs,
  type Framework,
  sampleApp,
  synthesizeApp,
  withoutFramework,
} from '../constructs/sample-app'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { applyCleanly } from './configuration'

const SECRET = 'the-secret-of-the-handler'
const frameworks = { cdktf, cdktn: cdktn as unknown as Framework }
function built(flavor: string): Constructs {
  return require(resolve('dist', flavor))
}

type Tenant = Pick<Emulator, 'domain' | 'clientId' | 'clientSecret'>

function variables({ domain, clientId, clientSecret }: Tenant) {
  return {
    TF_VAR_auth0_domain: domain,
    TF_VAR_auth0_client_id: clientId,
    TF_VAR_auth0_client_secret: clientSecret,
    TF_VAR_secret: SECRET,
    TF_VAR_stored: SECRET,
  }
}

// The port is that of no server: a call would fail.
const NO_TENANT = { domain: 'http://127.0.0.1:9', clientId: 'id', clientSecret: 'secret' }

const ADDRESSES = [
  'auth0_action.Handler_',
  ...['Audit', 'Basic', 'Bearer', 'Header', 'Members', 'Stored', 'Users'].map((id) => `auth0_event_stream.${id}_`),
]

describeWithTerraform('a stack of the constructs', () => {
  describe.each(['cdktf', 'cdktn'] as const)('for %s', (flavor) => {
    const framework = frameworks[flavor]
    const stackJson = withoutFramework(synthesizeApp(framework, (stack) => addStreams(framework, built(flavor), stack)))
    let tenant: Emulator
    const workspaces: Workspace[] = []
    async function workspaceFor(place: Tenant) {
      const workspace = await createWorkspace({ files: { 'cdk.tf.json': stackJson }, env: variables(place) })
      workspaces.push(workspace)
      return workspace
    }
    beforeAll(async () => {
      tenant = await startEmulator()
      tenant.tenant.addAction({ id: ACTION_ID })
    })
    afterAll(async () => {
      for (const workspace of workspaces) workspace.remove()
      await tenant.close()
    })

    it('is valid', async () => {
      const { exitCode, diagnostics } = await (await workspaceFor(NO_TENANT)).validate()
      expect({ exitCode, diagnostics }).toEqual({ exitCode: 0, diagnostics: [] })
    })

    it('is valid with all that the constructs have words for', async () => {
      const workspace = await workspaceFor(NO_TENANT)
      workspace.write({ 'cdk.tf.json': withoutFramework(sampleApp(framework, built(flavor))) })
      const { exitCode, diagnostics } = await workspace.validate()
      expect({ exitCode, diagnostics }).toEqual({ exitCode: 0, diagnostics: [] })
    })

    it('is planned without a tenant', async () => {
      const { changes, diagnostics } = await (await workspaceFor(NO_TENANT)).plan()
      expect(diagnostics).toEqual([])
      expect(changes.map(({ action, address }) => [action, address.replace(/[0-9A-F]+$/, '')]).sort()).toEqual(
        ADDRESSES.map((address) => ['create', address]),
      )
    })

    it('is applied to a tenant, after which nothing is left to do', async () => {
      const workspace = await workspaceFor(tenant)
      await applyCleanly(workspace)
      expect(
        tenant.tenant
          .eventStreams()
          .map(({ name }) => name)
          .sort(),
      ).toEqual(['audit', 'prod-Basic', 'prod-Bearer', 'prod-Header', 'prod-Members', 'prod-Stored', 'prod-Users'])
      const { attributes } = workspace.state()
      const [code] = Object.values(attributes).flatMap((values) => values['code'] ?? [])
      expect(code).toBe(ACTION_CODE)
      // The one that chose so.
      expect(workspace.state().text.split(SECRET)).toHaveLength(2)
    })
  })
})
