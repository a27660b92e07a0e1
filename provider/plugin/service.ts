/** Encodes and decodes one type of message; ts-proto generates one for each. */
export interface MessageCodec<T> {
  encode(message: T): { finish(): Uint8Array }
  decode(bytes: Uint8Array): T
}

/** One method of a service definition that ts-proto generates (`outputServices=generic-definitions`). */
export interface MethodDefinition {
  readonly name: string
  readonly requestType: MessageCodec<unknown>
  readonly requestStream: boolean
  readonly responseType: MessageCodec<unknown>
  readonly responseStream: boolean
}

/** A service definition that ts-proto generates. */
export interface ServiceDefinition {
  readonly fullName: string
  readonly methods: Readonly<Record<string, MethodDefinition>>
}

type MessageOf<C> = C extends MessageCodec<infer T> ? T : never

/** The request type of a method. */
export type RequestOf<M extends MethodDefinition> = MessageOf<M['requestType']>

/** The response type of a method. */
export type ResponseOf<M extends MethodDefinition> = MessageOf<M['responseType']>

/** What a handler can read of its call. */
export interface CallContext {
  /** Aborted when the caller cancels, its deadline passes, or the connection breaks. */
  readonly signal: AbortSignal
}

/** What a handler returns: omitted fields have their proto3 default. */
type HandlerResult<M extends MethodDefinition> = Partial<ResponseOf<M>> | EncodedMessage

type MaybePromise<T> = T | Promise<T>

// biome-ignore format: a table reads best as a table
type HandlerOf<M extends MethodDefinition> =
  M extends { requestStream: false; responseStream: false } ? (request: RequestOf<M>, context: CallContext) => MaybePromise<HandlerResult<M>> :
  M extends { requestStream: false; responseStream: true }  ? (request: RequestOf<M>, context: CallContext) => AsyncIterable<HandlerResult<M>> :
  M extends { requestStream: true; responseStream: false }  ? (requests: AsyncIterable<RequestOf<M>>, context: CallContext) => MaybePromise<HandlerResult<M>> :
                                                              (requests: AsyncIterable<RequestOf<M>>, context: CallContext) => AsyncIterable<HandlerResult<M>>

/** A handler for every method of a service, under the definition's keys. */
export type ServiceHandlers<D extends ServiceDefinition> = { [K in keyof D['methods']]: HandlerOf<D['methods'][K]> }

/** A handler without its types, which `implementService` has checked: takes a request or an iterable of them, returns a result or an iterable. */
export type ErasedHandler = (input: unknown, context: CallContext) => unknown

/** A call that failed before it had a response. */
export interface FailedCall {
  /** The request, as far as it could be read. */
  readonly request: unknown
  /** The cause, in one line without secrets. */
  readonly message: string
  /** True for an error of the caller, such as a message that is too large; false for a bug in this program. */
  readonly isForeseen: boolean
}

/** A method with its handler. */
export interface MethodImplementation {
  readonly definition: MethodDefinition
  readonly handle: ErasedHandler
  /** Creates the response to a failed call. Without it, such a call ends with a status. */
  readonly failureResponse?: (failed: FailedCall) => unknown
}

/** A service ready to be served; see `implementService`. */
export interface ServiceImplementation {
  readonly fullName: string
  /** By the method's name on the wire. */
  readonly methods: ReadonlyMap<string, MethodImplementation>
}

/** An encoded message, without gRPC's length prefix. */
export class EncodedMessage {
  readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
}

/** Marks a message as already encoded, for instance at build time. */
export function encoded(bytes: Uint8Array): EncodedMessage {
  return new EncodedMessage(bytes)
}

/**
 * Joins a service's definition with its handlers. A method without a handler ends with UNIMPLEMENTED.
 * `failureResponse` creates the response to a failed call of the method with that key.
 */
export function implementService<D extends ServiceDefinition>(
  definition: D,
  handlers: Partial<ServiceHandlers<D>>,
  failureResponse?: (method: string, failed: FailedCall) => unknown,
): ServiceImplementation {
  // The parameter's type has checked each handler against its method.
  const table = handlers as Readonly<Record<string, ErasedHandler | undefined>>
  const methods = new Map<string, MethodImplementation>()
  for (const [key, method] of Object.entries(definition.methods)) {
    const handle = table[key]
    const fallback = failureResponse && { failureResponse: (failed: FailedCall) => failureResponse(key, failed) }
    if (handle) methods.set(method.name, { definition: method, handle, ...fallback })
  }
  return { fullName: definition.fullName, methods }
}

const NO_BYTES = new Uint8Array()

/** The encoded form of a handler's result. Decoding no bytes gives a ts-proto message with all defaults. */
export function encodeResponse(codec: MessageCodec<unknown>, result: unknown): Uint8Array {
  if (result instanceof EncodedMessage) return result.bytes
  return codec.encode(Object.assign(codec.decode(NO_BYTES) as object, result)).finish()
}
