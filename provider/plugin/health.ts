import { HealthCheckResponse_ServingStatus, HealthDefinition } from '../protocol/generated/health'
import { implementService, type ServiceImplementation } from './service'
import { GRPC_STATUS, GrpcError } from './status'

/** The server as a whole, and the name under which go-plugin asks (hashicorp/go-plugin, `GRPCServiceName`). */
const SERVED_NAMES: readonly string[] = ['', 'plugin']

/** gRPC's health service (grpc/grpc, doc/health-checking.md): a plugin that responds is healthy. */
export function createHealth(): ServiceImplementation {
  return implementService(HealthDefinition, {
    check: ({ service }) => {
      if (SERVED_NAMES.includes(service)) return { status: HealthCheckResponse_ServingStatus.SERVING }
      throw new GrpcError(GRPC_STATUS.notFound, `unknown service ${service}`)
    },
  })
}
