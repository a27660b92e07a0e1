import type { BuildUnderTest } from '../build-under-test'
import { createWorkspace, writeStreams } from '../streams'
import { apply, destroy, type Terraform, timePlan } from '../terraform'
import type { Contender, Work } from './contender'

/** Terraform with a build of this provider. */
export function terraformContender(
  name: string,
  terraform: Terraform,
  build: BuildUnderTest,
  scratch: string,
): Contender {
  return {
    name,
    program: terraform.command,
    tls: false,
    open(tenant, streamCount): Work {
      const created = createWorkspace(tenant, build, scratch)
      writeStreams(created, streamCount)
      return async (operation, temporaryFolder) => {
        const workspace = { ...created, env: { ...created.env, TMPDIR: temporaryFolder } }
        if (operation === 'no-change plan') return void (await timePlan(terraform, workspace))
        if (operation === 'destroy') return destroy(terraform, workspace)
        if (operation === 'one-stream change') writeStreams(workspace, streamCount, 'moved')
        return apply(terraform, workspace)
      }
    },
  }
}
