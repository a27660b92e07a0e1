import { generateKeyPairSync, type KeyObject, constants as rsa, verify } from 'node:crypto'
import { CLIENT_ASSERTION_ALGORITHMS, type ClientAssertionAlgorithm } from '../../provider/management'
import { readWithBuiltClient } from '../kit/built-client'
import { createWorkspace, describeWithTerraform } from '../kit/terraform-cli'
import { answeredStream } from '../provider/management/fixtures'
import { type Answer, json, numberedToken, startTenant, type Tenant } from '../provider/management/tenant'
import { requireProvider } from '../terraform/configuration'

const STREAM = answeredStream()

const rsaPair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pairs: Readonly<Partial<Record<ClientAssertionAlgorithm, typeof rsaPair>>> = {
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ES384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  ES512: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
}
function pairOf(algorithm: ClientAssertionAlgorithm) {
  return pairs[algorithm] ?? rsaPair
}
function pemOf({ privateKey }: { privateKey: KeyObject }) {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** Whether an assertion is signed as RFC 7518 asks, and by whom it says that it is. */
function readAssertion(assertion: string) {
  const [header = '', payload = '', signature = ''] = assertion.split('.')
  const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString())
  const padding = { PS: rsa.RSA_PKCS1_PSS_PADDING, RS: rsa.RSA_PKCS1_PADDING }[String(alg).slice(0, 2)]
  const options = padding === undefined ? { dsaEncoding: 'ieee-p1363' as const } : { padding }
  const key = { key: pairOf(alg).publicKey, ...options }
  const isSigned = verify(
    `sha${alg.slice(2)}`,
    Buffer.from(`${header}.${payload}`),
    key,
    Buffer.from(signature, 'base64url'),
  )
  return { alg, isSigned, claims: JSON.parse(Buffer.from(payload, 'base64url').toString()) }
}

const seen: ReturnType<typeof readAssertion>[] = []

/** A token for who signs, and 401 for everybody else. */
const token: Answer = (response, nth, request) => {
  const read = readAssertion(new URLSearchParams(request.body).get('client_assertion') ?? '')
  seen.push(read)
  const answer = read.isSigned ? numberedToken() : json(401, { error: 'invalid_client' })
  answer(response, nth, request)
}

let tenant: Tenant
beforeAll(async () => {
  tenant = await startTenant({ token, api: json(200, STREAM) })
})
afterAll(() => tenant.close())

describe('the built client with a private key', () => {
  it.each(CLIENT_ASSERTION_ALGORITHMS)('signs with %s', async (algorithm) => {
    const privateKey = pemOf(pairOf(algorithm))
    const credentials = { kind: 'privateKeyJwt', clientId: 'client-id', privateKey, algorithm } as const
    const { stream } = await readWithBuiltClient({ domain: tenant.domain, credentials })
    expect(stream).toEqual(STREAM)
    expect(seen.at(-1)).toMatchObject({
      alg: algorithm,
      isSigned: true,
      claims: { iss: 'client-id', sub: 'client-id' },
    })
  })
})

const PLAN = `${requireProvider()}
provider "auth0" {}

data "auth0_event_stream" "users" {
  id = "${STREAM.id}"
}
`

describeWithTerraform('terraform plan with a private key in the environment', () => {
  async function plan(privateKey: string) {
    const env = {
      AUTH0_DOMAIN: tenant.domain,
      AUTH0_CLIENT_ID: 'client-id',
      AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: privateKey,
      AUTH0_CLIENT_ASSERTION_SIGNING_ALG: 'RS256',
    }
    const workspace = await createWorkspace({ files: { 'main.tf': PLAN }, env })
    const { exitCode, stdout, stderr } = await workspace.run(['plan'], {
      TF_LOG_PROVIDER: 'TRACE',
      AUTH0_DEBUG: 'true',
    })
    workspace.remove()
    return { exitCode, output: stdout + stderr }
  }
  const pem = pemOf(rsaPair)
  const secretLine = pem.split('\n')[5] ?? ''

  it.each([
    ['with its line ends', pem],
    ['with \\n written out', pem.replaceAll('\n', '\\n')],
    ['with \\n written out twice, in quotes', `"${pem.replaceAll('\n', '\\\\n')}"`],
    ['in base64', Buffer.from(pem).toString('base64')],
  ])('reads the tenant, and logs nothing of the key: %s', async (_, privateKey) => {
    const { exitCode, output } = await plan(privateKey)
    expect(exitCode).toBe(0)
    expect(output).not.toContain(secretLine)
  })

  it('names the cause when the key cannot be read, and shows nothing of it', async () => {
    const { exitCode, output } = await plan(pem.slice(0, 600))
    expect([exitCode, output.replaceAll(/[\s│]+/g, ' ')]).toEqual([
      1,
      expect.stringContaining('the private key is cut off: its END line is missing'),
    ])
    expect(output).not.toContain(secretLine)
  })
})
