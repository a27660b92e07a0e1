import { GRPCControllerDefinition } from '../protocol/generated/go-plugin'
import { implementService, type ServiceImplementation } from './service'

/**
 * go-plugin's controller, with which Terraform ends the process. Nobody waits for the answer to `Shutdown` (hashicorp/go-plugin,
 * grpc_client.go: `Close`), only for the process to be gone.
 */
export function createController(shutdown: () => void): ServiceImplementation {
  return implementService(GRPCControllerDefinition, {
    shutdown: () => {
      shutdown()
      return {}
    },
  })
}
