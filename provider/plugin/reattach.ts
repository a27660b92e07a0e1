import { PLUGIN_PROTOCOL_VERSION, type PluginAddress } from './handshake'

/**
 * What a person started with `--debug` has to export so that Terraform talks to this process and starts none of its own
 * (hashicorp/terraform, internal/command/meta_providers.go: `TF_REATTACH_PROVIDERS`). `Test` tells Terraform to leave the
 * process alive when a command ends.
 */
export function reattachInstructions(providerAddress: string, pid: number, address: PluginAddress): string {
  const providers = {
    [providerAddress]: {
      Protocol: 'grpc',
      ProtocolVersion: PLUGIN_PROTOCOL_VERSION,
      Pid: pid,
      Test: true,
      Addr: { Network: address.network, String: address.address },
    },
  }
  return [
    'The provider runs. Set this in the shell that runs Terraform, and stop the provider with Ctrl-C:',
    '',
    `  export TF_REATTACH_PROVIDERS='${JSON.stringify(providers)}'`,
    '',
    '',
  ].join('\n')
}
