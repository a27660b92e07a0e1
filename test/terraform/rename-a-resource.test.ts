import { startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform } from '../kit/terraform-cli'
import { credentials } from './configuration'
import { passNamesOn } from './names/pass-names-on'
import { SCENARIOS } from './names/scenarios'

jest.setTimeout(60_000)

const LATENCIES_MS = [0, 30, 100, 250]

function scenario(title: string) {
  const found = SCENARIOS.find((one) => one.title === title)
  if (found === undefined) throw new Error(`There is no scenario "${title}".`)
  return found
}

// `npm run campaign:names` runs each of these at each latency, many times.
describeWithTerraform('an apply in which', () => {
  it.concurrent.each(SCENARIOS.map((one, index) => ({ ...one, latencyMs: LATENCIES_MS[index % 4] ?? 0 })))(
    '$title ends with every stream in tenant and state ($latencyMs ms)',
    async ({ latencyMs, ...one }) => {
      expect((await passNamesOn(one, latencyMs)).problems).toEqual([])
    },
  )

  it.concurrent.each(['count becomes for_each', 'two streams swap their names', 'twelve blocks are renamed'])(
    '%s does so with one operation at a time',
    async (title) => {
      expect((await passNamesOn(scenario(title), 0, '-parallelism=1')).problems).toEqual([])
    },
  )
})

describeWithTerraform('a saved plan that renames a resource', () => {
  it('loses nothing when another machine applies it with one operation at a time', async () => {
    const { before, after } = scenario('a block is renamed')
    const emulator = await startEmulator()
    const workspace = await createWorkspace({ env: credentials(emulator), files: before })
    try {
      await workspace.apply()
      workspace.write(after)
      await workspace.plan('-out=saved')
      // The notes of the plan are among the temporary files of the machine that planned.
      const elsewhere = { TMPDIR: workspace.folder }
      const applied = await workspace.run(['apply', '-json', '-parallelism=1', 'saved'], elsewhere)
      expect(emulator.tenant.eventStreams()).toHaveLength(1)
      // Whether the delete comes before the create is for Terraform to choose, and in which order it reports the errors.
      const errors = applied.diagnostics.map(({ detail }) => detail)
      expect(errors).toHaveLength(applied.exitCode === 0 ? 0 : 2)
      expect(errors.filter((error) => error.includes('was kept'))).toHaveLength(errors.length / 2)
      expect((await workspace.apply()).exitCode).toBe(0)
      expect(emulator.tenant.eventStreams().map(({ name }) => name)).toEqual(['a'])
      expect(Object.keys(workspace.state().attributes)).toEqual(['auth0_event_stream.z'])
    } finally {
      workspace.remove()
      await emulator.close()
    }
  })
})

describeWithTerraform('an apply that is cut off while names are swapped', () => {
  it('leaves a state that the next apply mends', async () => {
    const { before, after } = scenario('two streams swap their names')
    const emulator = await startEmulator()
    const workspace = await createWorkspace({ env: credentials(emulator), files: before })
    try {
      await workspace.apply()
      workspace.write(after)
      // The temporary name is given by the third PATCH; every later one meets a server that fails.
      emulator.tenant.faults.next({ match: { method: 'PATCH' }, skip: 3, times: 100, status: 500 })
      const cut = await workspace.apply()
      expect(cut.exitCode).toBe(1)
      const held = emulator.tenant.eventStreams().map(({ id, name }) => [id, name])
      const known = Object.values(workspace.state().attributes).map(({ id, name }) => [id, name])
      expect(known.sort()).toEqual(held.sort())
      emulator.tenant.faults.clear()
      expect((await workspace.apply()).exitCode).toBe(0)
      expect((await workspace.plan()).exitCode).toBe(0)
      expect(emulator.tenant.eventStreams()).toHaveLength(2)
    } finally {
      workspace.remove()
      await emulator.close()
    }
  })
})
