import { codeBlocks, readGuide } from '../kit/guide'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'

const GUIDE = readGuide('tests-and-checks')
const [MODULE = ''] = codeBlocks(GUIDE, 'terraform')
const [MOCK = ''] = codeBlocks(GUIDE, 'hcl')

describeWithTerraform('terraform test with a mocked provider', () => {
  let workspace: Workspace
  afterEach(() => workspace.remove())

  async function test(mock: string) {
    const files = { 'main.tf': MODULE, 'tests/streams.tftest.hcl': mock }
    workspace = await createWorkspace({ files })
    const { exitCode, stdout, stderr } = await workspace.run(['test'])
    return { exitCode, text: (stdout + stderr).replaceAll(/\s+/g, ' ') }
  }

  it('passes as the guide shows it, without credentials', async () => {
    expect(await test(MOCK)).toEqual({ exitCode: 0, text: expect.stringContaining('1 passed, 0 failed') })
  })

  it('refuses a nested default of the resource that is a list', async () => {
    const listed = MOCK.replace(/configuration = (\{[^}]*\})/, 'configuration = [$1]')
    // Each program has its own words for it.
    expect((await test(listed)).text).toMatch(/object.*eventbridge_configuration|eventbridge_configuration.*objects/)
  })

  it('gives an event source that AWS would refuse when it has no default', async () => {
    const bare = MOCK.replace(/ +aws_partner_event_source = "[^"]+0123abcd[^"]+"\n/, '')
    const { exitCode, text } = await test(bare)
    expect([exitCode, text]).toEqual([1, expect.stringMatching(/The event source is \w+\./)])
  })
})
