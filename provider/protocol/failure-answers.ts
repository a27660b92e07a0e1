import { error, providerBug } from '../framework/index'
import { toDiagnosticMessages } from './diagnostic-message'
import type {
  ApplyResourceChange_Request,
  Diagnostic as DiagnosticMessage,
  ReadResource_Request,
} from './generated/tfplugin6'

/** A call that came to no answer, as the plugin tells of it. */
interface FailedCall {
  readonly request: unknown
  readonly message: string
  readonly isForeseen: boolean
}

/**
 * The answer to a call that failed in a way that nobody foresaw, or was too large: an error in the place where the method's
 * answer has its errors. What is known of an object is kept, since a client may take its absence for its deletion.
 */
export function answerFailure(method: string, failed: FailedCall): object {
  const diagnostics = toDiagnosticMessages([diagnosticOf(method, failed)])
  return SPECIAL[method]?.(diagnostics, failed) ?? { diagnostics }
}

type Special = (diagnostics: DiagnosticMessage[], failed: FailedCall) => object

const SPECIAL: Readonly<Record<string, Special>> = {
  readResource: (diagnostics, { request }) => {
    const { currentState, private: bytes } = (request ?? {}) as Partial<ReadResource_Request>
    return { diagnostics, newState: currentState, ...(bytes && { private: bytes }) }
  },
  applyResourceChange: (diagnostics, { request }) => {
    const { priorState, plannedPrivate } = (request ?? {}) as Partial<ApplyResourceChange_Request>
    return { diagnostics, newState: priorState, ...(plannedPrivate && { private: plannedPrivate }) }
  },
  listResource: (diagnostic) => ({ diagnostic }),
  invokeAction: (diagnostics) => ({ type: { $case: 'completed', value: { diagnostics } } }),
  callFunction: (diagnostics) => ({ error: { text: textOf(diagnostics) } }),
  stopProvider: (diagnostics) => ({ Error: textOf(diagnostics) }),
}

const textOf = (diagnostics: readonly DiagnosticMessage[]): string => diagnostics.map(({ detail }) => detail).join(' ')

function diagnosticOf(method: string, { message, isForeseen }: FailedCall) {
  const name = method.charAt(0).toUpperCase() + method.slice(1)
  if (isForeseen)
    return error('Request refused', `The provider cannot answer ${name}: ${message}.\n\nMake what it is about smaller.`)
  const lost =
    method === 'applyResourceChange'
      ? '. The change may have been carried out all the same; look for the object before you run this again'
      : ''
  return providerBug(`The provider failed to answer ${name} (${message})${lost}`)
}
