import { GRPCControllerDefinition } from '../protocol/generated/go-plugin'
import { implementService, type ServiceImplementation } from './service'

/**
 * go-plugin's controller, with which Terraform ends the process. Terraform does not wait for the response to `Shutdown`
 * (hashicorp/go-plugin, grpc_client.go: `Close`), only for the process to exit.
 */
export function createController(shutdown: () => void): ServiceImplementation {
  return implementService(GRPCControllerDefinition, {
    shutdown: () => {
      shutdown()
      return {}
    },
  })
}
