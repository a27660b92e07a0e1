import { setTimeout as sleep } from 'node:timers/promises'
import { valueAt } from '../json'
import type { Switches } from '../switches/switches'
import type { InnerApi, InnerResponse } from './inner-api'
import { type Draft, type Faults, findFaults, toActionBody, toBody } from './stream-draft'

/** Either the new stream, or what stands in its way. */
export type Creation = { readonly id: string } | { readonly faults: Faults }

/** How often, and for how long, to look whether a new action has been deployed. */
const POLL_MS = 25
const PATIENCE_MS = 15_000

/** Creates the stream of a draft; for an action stream first the action, which is deployed. */
export async function createFromDraft(api: InnerApi, draft: Draft, switches: Switches): Promise<Creation> {
  const faults = findFaults(draft, switches)
  if (Object.keys(faults).length > 0) return { faults }
  if (draft.type !== 'action') return toCreation(await api('POST', '/event-streams', toBody(draft)))
  const created = await api('POST', '/actions/actions', toActionBody(draft))
  if (!created.ok) return { faults: { form: messageOf(created) } }
  return bindAction(api, draft, String(created.body['id']))
}

/** The message of a response that refuses something. */
export function messageOf({ body, status }: InnerResponse): string {
  const message = body['message']
  return typeof message === 'string' ? message : `The tenant responded with ${status}.`
}

/** Deletes the Action again when its stream cannot be created. */
async function bindAction(api: InnerApi, draft: Draft, actionId: string): Promise<Creation> {
  const trouble = await waitForDeployment(api, actionId)
  const creation =
    trouble === undefined
      ? toCreation(await api('POST', '/event-streams', toBody(draft, actionId)))
      : { faults: { code: trouble } }
  if ('faults' in creation) await api('DELETE', `/actions/actions/${actionId}?force=true`)
  return creation
}

/** Resolves to what went wrong, or to nothing once the action serves. */
async function waitForDeployment(api: InnerApi, actionId: string): Promise<string | undefined> {
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    const { ok, body } = await api('GET', `/actions/actions/${actionId}`)
    // The refusal of a deployment says why the build has failed.
    if (!ok || body['status'] === 'failed')
      return messageOf(await api('POST', `/actions/actions/${actionId}/deploy`, {}))
    // A version that the creation has made is shown as deployed before it is built.
    const isDeployed = valueAt(body, 'deployed_version', 'deployed') === true
    if (isDeployed && body['status'] === 'built') return undefined
    await sleep(POLL_MS)
  }
  return 'The handler was not deployed in time.'
}

/** A name that is taken is said at the name. */
function toCreation(response: InnerResponse): Creation {
  if (response.ok) return { id: String(response.body['id']) }
  const message = messageOf(response)
  return { faults: response.status === 409 && /\bname\b/.test(message) ? { name: message } : { form: message } }
}
