import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { requireProvider } from './configuration'

const SOURCE = 'aws.partner/auth0.com/example-0123abcd/auth0.events'

describeWithTerraform('a configuration that calls functions', () => {
  let workspace: Workspace
  beforeAll(async () => {
    const outputs = `
output "users" {
  value = provider::auth0::event_types("user")
}
output "source" {
  value = provider::auth0::parse_partner_event_source("${SOURCE}")
}
output "pattern" {
  value = provider::auth0::event_pattern("${SOURCE}", provider::auth0::event_types("group.role")...)
}
`
    workspace = await createWorkspace({ files: { 'main.tf': requireProvider() + outputs } })
  })
  afterAll(() => workspace.remove())

  it('gets their values without credentials', async () => {
    await workspace.apply()
    const { stdout } = await workspace.run(['output', '-json'])
    const { users, source, pattern } = JSON.parse(stdout)
    expect(users.value).toEqual(['user.created', 'user.updated', 'user.deleted'])
    expect(source.value).toEqual({ tenant: 'example', source_id: '0123abcd', suffix: 'auth0.events' })
    expect(JSON.parse(pattern.value).$or[1].detail.type).toEqual(['group.role.assigned', 'group.role.deleted'])
  })

  it('is told which argument is wrong, by validate', async () => {
    const broken = `${requireProvider()}output "users" {\n  value = provider::auth0::event_types("group", "users")\n}\n`
    const other = await createWorkspace({ files: { 'main.tf': broken } })
    const { exitCode, stderr } = await other.run(['validate', '-no-color'])
    other.remove()
    expect(exitCode).toBe(1)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      'Invalid value for "families" parameter: no event type is known of the family "users" (did you mean "user"?).',
    )
  })
})
