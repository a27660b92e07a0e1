import type { MethodImplementation, ServiceImplementation } from './service'
import { GRPC_STATUS, GrpcError } from './status'

/** Finds the method of a path such as `/tfplugin6.Provider/GetMetadata`; rejects with UNIMPLEMENTED when there is none. */
export type FindMethod = (path: string) => Promise<MethodImplementation>

/** Looks in `ready` first, and in the services that `load` brings only for a path that is not there. */
export function createRouter(
  ready: readonly ServiceImplementation[],
  load: () => Promise<readonly ServiceImplementation[]>,
): FindMethod {
  return async (path) => {
    const [, serviceName = '', methodName = ''] = path.split('/')
    const service = findService(ready, serviceName) ?? findService(await load(), serviceName)
    if (!service) throw new GrpcError(GRPC_STATUS.unimplemented, `unknown service ${serviceName}`)
    const method = service.methods.get(methodName)
    if (!method)
      throw new GrpcError(GRPC_STATUS.unimplemented, `unknown method ${methodName} for service ${serviceName}`)
    return method
  }
}

function findService(services: readonly ServiceImplementation[], name: string): ServiceImplementation | undefined {
  return services.find((service) => service.fullName === name)
}
