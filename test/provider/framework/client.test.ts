import { identifyClient } from '../../../provider/framework/index'

function programOf(parentProgram: string | undefined, terraformVersion?: string) {
  return identifyClient({ parentProgram, terraformVersion }).program
}

describe('the program that runs the provider', () => {
  it.each([
    ['terraform', '1.11.4', 'terraform'],
    ['terraform.exe', '1.16.0', 'terraform'],
    ['terraform_1.9.8', '1.9.8', 'terraform'],
    ['tofu', '1.12.6', 'tofu'],
    ['tofu', '1.11.4', 'tofu'],
    ['opentofu', '1.10.0', 'tofu'],
    ['pulumi-resource-terraform-provider', '1.0.0+pulumi-terraform-bridge', 'pulumi'],
  ])('is told by the name of its file: %s', (parent, version, program) => {
    expect(programOf(parent, version)).toBe(program)
  })

  it.each([
    ['1.12.6', 'tofu'],
    ['1.8.11', 'tofu'],
    ['1.5.7', 'terraform'],
    ['1.0.0+pulumi-terraform-bridge', 'pulumi'],
  ])('is told by its version where only one of them has it: %s', (version, program) => {
    expect(programOf('sh', version)).toBe(program)
  })

  it.each(['1.11.4', '1.12.0', '1.16.0-rc2', '', 'x', undefined])(
    'is left open where both may have it: %s',
    (version) => {
      expect(programOf(undefined, version)).toBe('unknown')
    },
  )

  it('is not taken for the provider itself', () => {
    expect(programOf('terraform-provider-auth0')).toBe('unknown')
  })
})

describe('the commands of the program', () => {
  function wordsOf(program: string) {
    const { importCommand, ...words } = identifyClient({ parentProgram: program })
    return { ...words, import: importCommand('auth0_event_stream', 'est_1') }
  }

  it('are those of Terraform', () => {
    expect(wordsOf('terraform')).toMatchObject({
      name: 'Terraform',
      apply: 'terraform apply',
      import: "terraform import 'ADDRESS' est_1",
    })
  })

  it('are those of OpenTofu, and never name Terraform', () => {
    expect(wordsOf('tofu')).toMatchObject({
      name: 'OpenTofu',
      apply: 'tofu apply',
      import: "tofu import 'ADDRESS' est_1",
    })
    expect(JSON.stringify(wordsOf('tofu'))).not.toMatch(/terraform/i)
  })

  it('are those of Pulumi, with its own name for the resource', () => {
    expect(wordsOf('pulumi')).toMatchObject({
      name: 'Pulumi',
      apply: 'pulumi up',
      import: 'pulumi import auth0:index/eventStream:EventStream NAME est_1',
    })
    expect(JSON.stringify(wordsOf('pulumi'))).not.toMatch(/terraform|ADDRESS/i)
  })

  it('are both where it may be either', () => {
    expect(wordsOf('sh')).toMatchObject({ name: 'Terraform or OpenTofu', apply: 'terraform apply (or tofu apply)' })
  })
})
