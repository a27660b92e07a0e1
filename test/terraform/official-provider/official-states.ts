import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Emulator } from '../../../emulator/index'

/** A configuration, and the state file that belongs to it. */
export interface Official {
  readonly configuration: string
  readonly state: string
}

/** A state file, as far as it is needed here. */
interface StateFile {
  readonly resources: readonly {
    readonly type: string
    readonly name: string
    readonly instances: readonly { readonly attributes: Attributes }[]
  }[]
}
type Attributes = Readonly<Record<string, unknown>>
type Block = Readonly<Record<string, string>>

function blocksIn(attributes: Attributes, name: string) {
  return (attributes[name] ?? []) as readonly Block[]
}

/** The files of that name, as the official provider 1.54.0 wrote them under Terraform 1.11.4, and the configuration it was given. */
export function readOfficial(name: 'actions' | 'streams'): Official {
  return {
    configuration: readFileSync(join(__dirname, `${name}.tf`), 'utf8'),
    state: readFileSync(join(__dirname, `${name}.state.json`), 'utf8'),
  }
}

/**
 * Creates in the tenant what a state file describes. Gives both files with the ids, versions and times of this tenant in place of
 * those of the one that it was written for.
 */
export async function recreate({ state, configuration }: Official, emulator: Emulator): Promise<Official> {
  let [text, main] = [state, configuration]
  function replace(old: unknown, now: unknown) {
    if (typeof old !== 'string' || typeof now !== 'string') return
    text = text.replaceAll(old, now)
    main = main.replaceAll(old, now)
  }
  const { resources } = JSON.parse(state) as StateFile
  // Actions before the streams that run them.
  const addresses = [...resources]
    .sort((a, b) => a.type.localeCompare(b.type))
    .map(({ type, name }) => ({ type, name }))
  for (const { type, name } of addresses) {
    const { resources: now } = JSON.parse(text) as StateFile
    for (const { attributes } of now.find((one) => one.type === type && one.name === name)?.instances ?? []) {
      const created = await (type === 'auth0_action' ? createAction : createStream)(attributes, emulator)
      const [before] = blocksIn(attributes, 'modules')
      const [after] = blocksIn(created, 'modules')
      replace(before?.['module_id'], after?.['module_id'])
      replace(before?.['module_version_id'], after?.['module_version_id'])
      replace(attributes['id'], created['id'])
      replace(attributes['version_id'], (created['deployed_version'] as Attributes | undefined)?.['id'])
      replace(attributes['created_at'], goTime(created['created_at']))
      replace(attributes['updated_at'], goTime(created['updated_at']))
      replace(partnerSource(attributes), destinationOf(created)['aws_partner_event_source'])
    }
  }
  return { state: text, configuration: main }
}

function partnerSource(attributes: Attributes) {
  return blocksIn(attributes, 'eventbridge_configuration')[0]?.['aws_partner_event_source']
}
function destinationOf(created: Attributes) {
  return ((created['destination'] as Attributes | undefined)?.['configuration'] ?? {}) as Block
}

/** Go's `time.Time.String()`: without trailing zeros in the fraction. */
export function goTime(rfc3339: unknown) {
  return String(rfc3339)
    .replace('T', ' ')
    .replace(/(?:\.(\d*?)0*)Z$/, (_, digits: string) => (digits === '' ? ' +0000 UTC' : `.${digits} +0000 UTC`))
}

async function call({ url, apiToken }: Emulator, method: string, path: string, body?: object): Promise<Attributes> {
  const response = await fetch(`${url}/api/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const answer = (await response.json()) as Attributes
  if (!response.ok) throw new Error(JSON.stringify(answer))
  return answer
}

/** A module with one version; the tenant numbers it 1. */
async function createModules(attributes: Attributes, emulator: Emulator) {
  const versions: Block[] = []
  for (const { module_name: name } of blocksIn(attributes, 'modules')) {
    const code = 'module.exports = {}'
    const created = await call(emulator, 'POST', '/actions/modules', { name, code })
    const version = await call(emulator, 'POST', `/actions/modules/${created['id']}/versions`)
    versions.push({ module_id: String(created['id']), module_version_id: String(version['id']) })
  }
  return versions
}

function createStream(attributes: Attributes, emulator: Emulator): Promise<Attributes> {
  const [webhook] = blocksIn(attributes, 'webhook_configuration') as unknown as readonly {
    readonly webhook_endpoint: string
    readonly webhook_authorization: readonly Block[]
  }[]
  const { method, username, header_key } = webhook?.webhook_authorization[0] ?? {}
  const secret = { bearer: 'token', basic: 'password', custom_header: 'header_value' }[String(method)] ?? ''
  const named = { basic: { username }, custom_header: { header_key } }[String(method)]
  return call(emulator, 'POST', '/event-streams', {
    name: attributes['name'],
    status: attributes['status'],
    subscriptions: (attributes['subscriptions'] as string[]).map((event_type) => ({ event_type })),
    destination: {
      type: attributes['destination_type'],
      configuration: blocksIn(attributes, 'eventbridge_configuration').map(({ aws_account_id, aws_region }) => ({
        aws_account_id,
        aws_region,
      }))[0] ??
        blocksIn(attributes, 'action_configuration')[0] ?? {
          webhook_endpoint: webhook?.webhook_endpoint,
          webhook_authorization: { method, ...named, [secret]: 'secret' },
        },
    },
  })
}

async function createAction(attributes: Attributes, emulator: Emulator): Promise<Attributes> {
  const { name, code, runtime, deploy, supported_triggers } = attributes
  const isExchange = blocksIn(attributes, 'supported_triggers')[0]?.['id'] === 'custom-token-exchange'
  const secrets = [...blocksIn(attributes, 'secrets'), ...blocksIn(attributes, 'secrets_wo')]
  const created = await call(emulator, 'POST', '/actions/actions', {
    ...{ name, code, supported_triggers },
    runtime: runtime === 'node18' && !isExchange ? 'node18-actions' : runtime,
    dependencies: attributes['dependencies'],
    secrets: secrets.map((secret) => ({ name: secret['name'], value: secret['value'] ?? 'write-only' })),
    modules: await createModules(attributes, emulator),
  })
  const id = String(created['id'])
  await until(emulator, id, ({ status }) => status === 'built')
  if (deploy === true) await call(emulator, 'POST', `/actions/actions/${id}/deploy`)
  return until(emulator, id, ({ all_changes_deployed }) => deploy !== true || all_changes_deployed === true)
}

async function until(emulator: Emulator, id: string, isReady: (found: Attributes) => boolean): Promise<Attributes> {
  for (;;) {
    const found = await call(emulator, 'GET', `/actions/actions/${id}`)
    if (isReady(found)) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
