import { startEmulator } from '../emulator/index'
import { findTerraform } from '../test/kit/terraform-cli'
import { examples } from './example'
import { runWithPluginClient } from './plugin-lifecycle'
import { createReport } from './report'
import { runWithTerraform } from './terraform-lifecycle'

const NO_TERRAFORM = `There is no terraform and no tofu on PATH. Get Terraform from https://developer.hashicorp.com/terraform/install, or
OpenTofu from https://opentofu.org/docs/intro/install, to see the examples run as HCL. Until then the demo's own client plays
Terraform's part to the same provider process, over the same protocol.`

function print(line: string) {
  return console.log(line)
}

/** SIGN runs every example of `examples/hcl` from init to destroy against a local tenant. */
async function main(): Promise<void> {
  const emulator = await startEmulator()
  try {
    const report = createReport(emulator, print)
    const terraform = findTerraform()
    print(`A local Auth0 tenant listens on ${emulator.url}.`)
    print(terraform === undefined ? NO_TERRAFORM : `The examples run with ${terraform}.`)
    // Terraform creates the Action of the example itself.
    const actionId = terraform === undefined ? String(emulator.tenant.addAction()['id']) : ''
    const run = terraform === undefined ? runWithPluginClient : runWithTerraform
    for (const example of examples(actionId)) {
      report.chapter(example.title, `examples/hcl/${example.folder}`)
      await run(example, emulator, report)
    }
    print('\nEvery step was as expected, and the tenant is empty again.')
  } finally {
    await emulator.close()
  }
}

main().catch((error: unknown) => {
  console.error(`\nThe demo failed: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
})
