/** Turns one kind of message into bytes and back; what ts-proto generates per message is one. */
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

/** What a method is asked. */
export type RequestOf<M extends MethodDefinition> = MessageOf<M['requestType']>

/** What a method answers. */
export type ResponseOf<M extends MethodDefinition> = MessageOf<M['responseType']>

/** What a handler knows of its call. */
export interface CallContext {
  /** Aborted when the caller cancels, its deadline passes, or the connection breaks. */
  readonly signal: AbortSignal
}

/** What a handler returns: fields left out have their default in proto3. */
type AnswerOf<M extends MethodDefinition> = Partial<ResponseOf<M>> | EncodedMessage

type MaybePromise<T> = T | Promise<T>

// biome-ignore format: a table reads best as a table
type HandlerOf<M extends MethodDefinition> =
  M extends { requestStream: false; responseStream: false } ? (request: RequestOf<M>, context: CallContext) => MaybePromise<AnswerOf<M>> :
  M extends { requestStream: false; responseStream: true }  ? (request: RequestOf<M>, context: CallContext) => AsyncIterable<AnswerOf<M>> :
  M extends { requestStream: true; responseStream: false }  ? (requests: AsyncIterable<RequestOf<M>>, context: CallContext) => MaybePromise<AnswerOf<M>> :
                                                              (requests: AsyncIterable<RequestOf<M>>, context: CallContext) => AsyncIterable<AnswerOf<M>>

/** A handler for every method of a service, under the definition's keys. */
export type ServiceHandlers<D extends ServiceDefinition> = { [K in keyof D['methods']]: HandlerOf<D['methods'][K]> }

/** A handler whose types the definition has vouched for: a request or an iterable of them in, an answer or an iterable out. */
export type ErasedHandler = (input: unknown, context: CallContext) => unknown

/** A call that came to no answer. */
export interface FailedCall {
  /** What was asked, as far as it could be read. */
  readonly request: unknown
  /** What happened, in one line without secrets. */
  readonly message: string
  /** True for what a caller did, such as a message that is too large; false for a mistake of this program. */
  readonly isForeseen: boolean
}

/** A method with its handler. */
export interface MethodImplementation {
  readonly definition: MethodDefinition
  readonly handle: ErasedHandler
  /** The answer of a call that came to none. Without it, such a call ends with a status. */
  readonly answerFailure?: (failed: FailedCall) => unknown
}

/** A service ready to be served; `implementService` makes it. */
export interface ServiceImplementation {
  readonly fullName: string
  /** By the method's name on the wire. */
  readonly methods: ReadonlyMap<string, MethodImplementation>
}

/** A message that is in its wire form already, without gRPC's length prefix. */
export class EncodedMessage {
  readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
}

/** Answers with a message that was encoded ahead, for instance at build time. */
export function encoded(bytes: Uint8Array): EncodedMessage {
  return new EncodedMessage(bytes)
}

/**
 * Joins a service's definition with its handlers. A method without a handler is answered UNIMPLEMENTED, by name.
 * `answerFailure` makes the answer of a call that failed, for the method of that key.
 */
export function implementService<D extends ServiceDefinition>(
  definition: D,
  handlers: Partial<ServiceHandlers<D>>,
  answerFailure?: (method: string, failed: FailedCall) => unknown,
): ServiceImplementation {
  // The parameter's type has checked each handler against its method; from here on they are looked up by name.
  const table = handlers as Readonly<Record<string, ErasedHandler | undefined>>
  const methods = new Map<string, MethodImplementation>()
  for (const [key, method] of Object.entries(definition.methods)) {
    const handle = table[key]
    const rescue = answerFailure && { answerFailure: (failed: FailedCall) => answerFailure(key, failed) }
    if (handle) methods.set(method.name, { definition: method, handle, ...rescue })
  }
  return { fullName: definition.fullName, methods }
}

const NO_BYTES = new Uint8Array()

/** The wire form of an answer. A ts-proto message without bytes holds every field's default. */
export function encodeAnswer(codec: MessageCodec<unknown>, answer: unknown): Uint8Array {
  if (answer instanceof EncodedMessage) return answer.bytes
  return codec.encode(Object.assign(codec.decode(NO_BYTES) as object, answer)).finish()
}
