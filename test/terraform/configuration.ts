import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import type { Emulator } from '../../emulator/index'
import { OWN_SOURCE, type TerraformRun, type Workspace } from '../kit/terraform-cli'

/** The block that names the provider. */
export function requireProvider(source = OWN_SOURCE): string {
  return `terraform {\n  required_providers {\n    auth0 = { source = "${source}" }\n  }\n}\n`
}

/** The environment that leads the provider to the tenant. */
export function credentials({
  domain,
  clientId,
  clientSecret,
}: Pick<Emulator, 'domain' | 'clientId' | 'clientSecret'>) {
  return {
    AUTH0_DOMAIN: domain,
    AUTH0_CLIENT_ID: clientId,
    AUTH0_CLIENT_SECRET: clientSecret,
  }
}

/** A stream as HCL. `body` is what stands in its block besides name, type and subscriptions. */
export interface StreamBlock {
  readonly label: string
  readonly type: 'eventbridge' | 'webhook' | 'action'
  readonly body: string
  readonly name?: string
  readonly subscriptions?: readonly string[]
}

/** The resource block of a stream, whose name is its label unless it is told. */
export function stream({ label, type, body, name = label, subscriptions = ['user.created'] }: StreamBlock): string {
  return `
resource "auth0_event_stream" "${label}" {
  name             = "${name}"
  destination_type = "${type}"
  subscriptions    = ${JSON.stringify(subscriptions)}
  ${body}
}
`
}

/** The block of an EventBridge destination. */
export function eventbridge(account = '123456789012', region = 'us-east-1'): string {
  return `eventbridge_configuration {
    aws_account_id = "${account}"
    aws_region     = "${region}"
  }`
}

/** The block of an Action destination. */
export function action(id: string): string {
  return `action_configuration {
    action_id = "${id}"
  }`
}

/** The block of a webhook destination. */
export function webhook(authorization: string, endpoint = 'https://example.com/hook'): string {
  return `webhook_configuration {
    webhook_endpoint = "${endpoint}"
    webhook_authorization {
      ${authorization}
    }
  }`
}

/** A bearer token that is kept in the state. */
export function bearer(token = 'a-secret-token'): string {
  return `method = "bearer"
      token  = "${token}"`
}

/** The calls that change something, in order, such as `POST /api/v2/event-streams`. */
export function writesTo({ tenant }: Emulator): string[] {
  return tenant
    .requests()
    .filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/v2/'))
    .map(({ method, path }) => `${method} ${path}`)
}

/** The body of the last call with that method. */
export function lastBody({ tenant }: Emulator, method: string): unknown {
  return tenant
    .requests()
    .filter((request) => request.method === method && request.path.startsWith('/api/v2/'))
    .at(-1)?.body
}

/** Applies, and makes sure that the next plan is empty; returns the apply. Throws with Terraform's words otherwise. */
export async function applyCleanly(workspace: Workspace, ...args: readonly string[]): Promise<TerraformRun> {
  const applied = await workspace.apply(...args)
  if (applied.exitCode !== 0) throw new Error(`terraform apply failed:\n${applied.stdout}${applied.stderr}`)
  await expectEmptyPlan(workspace)
  return applied
}

/** Throws with Terraform's words unless a plan finds nothing to do. */
export async function expectEmptyPlan(workspace: Workspace, ...args: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await workspace.plan(...args)
  if (exitCode !== 0) throw new Error(`The plan is not empty:\n${stdout}${stderr}`)
}

/** Each file of a saved plan, which is a zip archive. Source: APPNOTE.TXT 4.3.12, central directory. */
export function readPlanFile(file: string): Record<string, string> {
  const archive = readFileSync(file)
  const files: Record<string, string> = {}
  const SIGNATURE = Buffer.from('PK\x01\x02', 'latin1')
  for (let at = archive.indexOf(SIGNATURE); at >= 0; at = archive.indexOf(SIGNATURE, at + 46)) {
    const nameLength = archive.readUInt16LE(at + 28)
    const local = archive.readUInt32LE(at + 42)
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const data = archive.subarray(start, start + archive.readUInt32LE(at + 20))
    const isStored = archive.readUInt16LE(at + 10) === 0
    files[archive.toString('utf8', at + 46, at + 46 + nameLength)] = (isStored ? data : inflateRawSync(data)).toString()
  }
  return files
}
