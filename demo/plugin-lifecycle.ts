import type { Emulator } from '../emulator/index'
import { type ObjectValue, type ResourceClient, startCore } from '../test/kit/terraform-core'
import type { Example } from './example'
import { expectThat, type Report } from './report'

interface StreamState extends ObjectValue {
  readonly id: string
}

/** Runs the steps of an example without Terraform: the plugin client calls the same built provider. */
export async function runWithPluginClient(example: Example, emulator: Emulator, report: Report): Promise<void> {
  const core = await startCore({
    env: {
      AUTH0_DOMAIN: emulator.domain,
      AUTH0_CLIENT_ID: emulator.clientId,
      AUTH0_CLIENT_SECRET: emulator.clientSecret,
    },
  })
  try {
    await core.configure()
    const streams = core.resource<StreamState>('auth0_event_stream')
    const [config, renamed] = [example.config(example.name), example.config(example.newName)] as readonly [
      ObjectValue,
      ObjectValue,
    ]
    await report.step('validate', async () => {
      const found = await streams.validate(config)
      expectThat(found.length === 0, 'a valid configuration', JSON.stringify(found))
      return { words: 'The configuration is valid.', value: undefined }
    })
    const created = await applyStep('apply', { prior: null, config }, streams, report)
    const updated = await applyStep('update', { prior: created, config: renamed }, streams, report)
    await report.step('import', async () => {
      const { state } = await streams.import(updated.id)
      expectThat(state['name'] === example.newName, `the name ${example.newName}`, JSON.stringify(state))
      return { words: 'Imported.', value: undefined }
    })
    await report.step('destroy', async () => ({ words: 'Destroyed.', value: await streams.destroy(updated) }))
    expectThat(emulator.tenant.eventStreams().length === 0, 'an empty tenant', 'a stream is left')
  } finally {
    await core.close()
  }
}

/** Plans and applies, then plans again, which must show no changes. */
async function applyStep(
  title: string,
  from: { prior: StreamState | null; config: ObjectValue },
  streams: ResourceClient<StreamState>,
  report: Report,
): Promise<StreamState> {
  const change = await report.step('plan', async () => {
    const planned = await streams.plan(from)
    return { words: `Plan: ${planned.action}.`, value: planned }
  })
  const state = await report.step(title, async () => ({
    words: 'Applied.',
    value: (await streams.apply(change)).state,
  }))
  await report.step('plan', async () => {
    const { state: found } = await streams.read(state)
    const { action } = await streams.plan({ prior: found, config: from.config })
    expectThat(action === 'no-op', 'a plan without changes', action)
    return { words: 'No changes.', value: undefined }
  })
  return state
}
