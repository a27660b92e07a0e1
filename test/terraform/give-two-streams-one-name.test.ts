import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { bearer, credentials, eventbridge, requireProvider, stream, webhook } from './configuration'

jest.setTimeout(60_000)

function bridge(label: string, name: string, more = ''): string {
  return stream({ label, name, type: 'eventbridge', body: `${eventbridge()}\n  ${more}` })
}
function hook(label: string, name: string): string {
  return stream({ label, name, type: 'webhook', body: webhook(bearer()) })
}

describeWithTerraform('a configuration in which two streams have one name', () => {
  let emulator: Emulator
  let workspace: Workspace
  beforeEach(async () => {
    emulator = await startEmulator()
    workspace = await createWorkspace({ env: credentials(emulator) })
  })
  afterEach(async () => {
    workspace.remove()
    await emulator.close()
  })
  function write(...blocks: readonly string[]) {
    return workspace.write({ 'main.tf': requireProvider() + blocks.join('') })
  }
  function warnings({ diagnostics }: TerraformRun) {
    return diagnostics.filter(({ summary }) => /^More than one event stream is to be named "a"$/.test(summary))
  }

  it.each([
    ['two new ones', [], [bridge('x', 'a'), hook('y', 'a')]],
    ['two new ones that are alike', [], [bridge('x', 'a'), bridge('y', 'a')]],
    ['two elements of count', [], [bridge('x', 'a', 'count = 2')]],
    ['a new one and one that exists', [bridge('x', 'a')], [bridge('x', 'a'), hook('y', 'a')]],
    ['a copy of one that exists', [bridge('x', 'a')], [bridge('x', 'a'), bridge('y', 'a')]],
    ['one that is renamed and one that exists', [bridge('x', 'a'), hook('y', 'b')], [bridge('x', 'a'), hook('y', 'a')]],
  ])('is warned of in the plan: %s', async (_, before, after) => {
    if (before.length > 0) {
      write(...before)
      await workspace.apply()
    }
    write(...after)
    const told = warnings(await workspace.plan())
    expect(told).toEqual([expect.objectContaining({ severity: 'warning' })])
    expect(told[0]?.detail).toContain('terraform apply will fail for one of the two (409)')
  })

  it('is told apart in the apply from a stream of somebody else', async () => {
    write(bridge('x', 'a'), hook('y', 'a'))
    const run = await workspace.apply()
    expect(warnings(run)).toHaveLength(1)
    const errors = run.diagnostics.filter(({ severity }) => severity === 'error')
    expect(errors).toHaveLength(1)
    expect(errors[0]?.detail).toContain('another resource of this configuration was given it in the same run')
    expect(errors[0]?.detail).not.toContain('import')
  })

  it.each([
    ['the names shift', [bridge('x', 'a'), hook('y', 'b')], [bridge('x', 'b'), hook('y', 'c')], []],
    ['the names are swapped', [bridge('x', 'a'), hook('y', 'b')], [bridge('x', 'b'), hook('y', 'a')], []],
    ['the block is renamed', [bridge('x', 'a')], [bridge('z', 'a')], []],
    ['count is given', [bridge('x', 'a')], [bridge('x', 'a', 'count = 1')], []],
    ['a stream is replaced', [hook('x', 'a')], [bridge('x', 'a')], []],
    ['a replacement is forced', [bridge('x', 'a')], [bridge('x', 'a')], ['-replace=auth0_event_stream.x']],
  ])('is not warned of without cause: %s', async (_, before, after, args) => {
    write(...before)
    await workspace.apply()
    write(...after)
    expect(warnings(await workspace.plan(...args))).toEqual([])
  })
})

describeWithTerraform('create_before_destroy on a stream that keeps its name', () => {
  const OTHERS = 'lifecycle {\n    create_before_destroy = true\n  }'

  it.each([
    [
      'because the configuration changes',
      bridge('x', 'a', OTHERS),
      hook('x', 'a').replace(/}\s*$/, `${OTHERS}\n}\n`),
      [],
    ],
    ['because it is asked for', bridge('x', 'a', OTHERS), bridge('x', 'a', OTHERS), ['-replace=auth0_event_stream.x']],
  ])('is refused with the other order, not with an import: %s', async (_, before, after, args) => {
    const emulator = await startEmulator()
    const workspace = await createWorkspace({
      env: credentials(emulator),
      files: { 'main.tf': requireProvider() + before },
    })
    try {
      await workspace.apply()
      workspace.write({ 'main.tf': requireProvider() + after })
      const { diagnostics } = await workspace.apply(...args)
      const errors = diagnostics.filter(({ severity }) => severity === 'error')
      expect(errors).toHaveLength(1)
      expect(errors[0]?.detail).toContain('it is the stream that is being replaced')
      expect(errors[0]?.detail).toContain('create_before_destroy')
      expect(errors[0]?.detail).not.toContain('terraform import')
      expect(emulator.tenant.eventStreams()).toHaveLength(1)
    } finally {
      workspace.remove()
      await emulator.close()
    }
  })
})
