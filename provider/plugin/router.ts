import { encoded, type MethodDefinition, type MethodImplementation, type ServiceImplementation } from './service'
import { GRPC_STATUS, GrpcError } from './status'

/** Finds the method of a path such as `/tfplugin6.Provider/GetMetadata`; rejects with UNIMPLEMENTED when there is none. */
export type FindMethod = (path: string) => Promise<MethodImplementation>

/** Encoded responses by path, for methods whose response does not depend on the request. */
export type FixedResponses = Readonly<Record<string, () => Uint8Array>>

/** Looks in the fixed responses and in `ready` first; calls `load` only for a path that neither has. */
export function createRouter(
  ready: readonly ServiceImplementation[],
  fixed: FixedResponses,
  load: () => Promise<readonly ServiceImplementation[]>,
): FindMethod {
  return async (path) => {
    const response = readFixed(fixed, path)
    if (response) return { definition: FIXED, handle: () => encoded(response) }
    const [, serviceName = '', methodName = ''] = path.split('/')
    const service = findService(ready, serviceName) ?? findService(await load(), serviceName)
    if (!service) throw new GrpcError(GRPC_STATUS.unimplemented, `unknown service ${serviceName}`)
    const method = service.methods.get(methodName)
    if (!method)
      throw new GrpcError(GRPC_STATUS.unimplemented, `unknown method ${methodName} for service ${serviceName}`)
    return method
  }
}

/** Undefined when the response cannot be read; the method itself responds then. */
function readFixed(fixed: FixedResponses, path: string): Uint8Array | undefined {
  try {
    return fixed[path]?.()
  } catch {
    return undefined
  }
}

/** The request is not decoded, and the response is already encoded. */
const UNREAD = {
  decode: () => ({}),
  encode: () => {
    throw new Error('a fixed response is already encoded')
  },
}

const FIXED: MethodDefinition = {
  name: 'fixed response',
  requestType: UNREAD,
  requestStream: false,
  responseType: UNREAD,
  responseStream: false,
}

function findService(services: readonly ServiceImplementation[], name: string): ServiceImplementation | undefined {
  return services.find((service) => service.fullName === name)
}
