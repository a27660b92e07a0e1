import type { Workspace } from '../kit/terraform-cli'

/** Whether the client keeps resource identities, as Terraform and OpenTofu do from version 1.12 on. */
export async function knowsIdentities(workspace: Workspace): Promise<boolean> {
  const { stdout } = await workspace.run(['version'])
  const [, major, minor] = /v(\d+)\.(\d+)\./.exec(stdout)?.map(Number) ?? []
  return major !== undefined && minor !== undefined && (major > 1 || minor >= 12)
}
