import { encoded, type MethodDefinition, type MethodImplementation, type ServiceImplementation } from './service'
import { GRPC_STATUS, GrpcError } from './status'

/** Finds the method of a path such as `/tfplugin6.Provider/GetMetadata`; rejects with UNIMPLEMENTED when there is none. */
export type FindMethod = (path: string) => Promise<MethodImplementation>

/** Encoded answers by path, for methods whose one answer does not depend on the request. */
export type FixedAnswers = Readonly<Record<string, () => Uint8Array>>

/** Looks among the fixed answers and in `ready` first, and in the services that `load` brings only for a path that is not there. */
export function createRouter(
  ready: readonly ServiceImplementation[],
  fixed: FixedAnswers,
  load: () => Promise<readonly ServiceImplementation[]>,
): FindMethod {
  return async (path) => {
    const answer = readFixed(fixed, path)
    if (answer) return { definition: FIXED, handle: () => encoded(answer) }
    const [, serviceName = '', methodName = ''] = path.split('/')
    const service = findService(ready, serviceName) ?? findService(await load(), serviceName)
    if (!service) throw new GrpcError(GRPC_STATUS.unimplemented, `unknown service ${serviceName}`)
    const method = service.methods.get(methodName)
    if (!method)
      throw new GrpcError(GRPC_STATUS.unimplemented, `unknown method ${methodName} for service ${serviceName}`)
    return method
  }
}

/** An answer that cannot be read is left to the method that makes it. */
function readFixed(fixed: FixedAnswers, path: string): Uint8Array | undefined {
  try {
    return fixed[path]?.()
  } catch {
    return undefined
  }
}

/** The request is not read, and the answer is encoded already. */
const UNREAD = {
  decode: () => ({}),
  encode: () => {
    throw new Error('a fixed answer is encoded already')
  },
}

const FIXED: MethodDefinition = {
  name: 'fixed answer',
  requestType: UNREAD,
  requestStream: false,
  responseType: UNREAD,
  responseStream: false,
}

function findService(services: readonly ServiceImplementation[], name: string): ServiceImplementation | undefined {
  return services.find((service) => service.fullName === name)
}
