import { PLUGIN_PROTOCOL_VERSION, type PluginAddress } from './handshake'

/**
 * What to export so that Terraform connects to this process, started with `--debug`, instead of starting its own
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
    'The provider is running. Set this variable in the shell that runs Terraform; stop the provider with Ctrl-C:',
    '',
    `  export TF_REATTACH_PROVIDERS='${JSON.stringify(providers)}'`,
    '',
    '',
  ].join('\n')
}
