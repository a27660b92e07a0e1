import { error, providerBug } from '../framework/index'
import { toDiagnosticMessages } from './diagnostic-message'
import type {
  ApplyResourceChange_Request,
  Diagnostic as DiagnosticMessage,
  ReadResource_Request,
} from './generated/tfplugin6'

/** A call that failed before it had a response, as the plugin reports it. */
interface FailedCall {
  readonly request: unknown
  readonly message: string
  readonly isForeseen: boolean
}

/**
 * The response to a call that failed unexpectedly or was too large: an error where the method's response has its errors. The
 * known state of an object is kept, since a client may treat its absence as a deletion.
 */
export function failureResponse(method: string, failed: FailedCall): object {
  const diagnostics = toDiagnosticMessages([diagnosticOf(method, failed)])
  return SPECIAL[method]?.(diagnostics, failed) ?? { diagnostics }
}

type Special = (diagnostics: DiagnosticMessage[], failed: FailedCall) => object

const SPECIAL: Readonly<Record<string, Special>> = {
  readResource: (diagnostics, { request }) => {
    const { currentState, currentIdentity, private: bytes } = (request ?? {}) as Partial<ReadResource_Request>
    return { diagnostics, newState: currentState, newIdentity: currentIdentity, ...(bytes && { private: bytes }) }
  },
  applyResourceChange: (diagnostics, { request }) => {
    const { priorState, plannedIdentity, plannedPrivate } = (request ?? {}) as Partial<ApplyResourceChange_Request>
    const known = { newState: priorState, newIdentity: plannedIdentity }
    return { diagnostics, ...known, ...(plannedPrivate && { private: plannedPrivate }) }
  },
  listResource: (diagnostic) => ({ diagnostic }),
  invokeAction: (diagnostics) => ({ type: { $case: 'completed', value: { diagnostics } } }),
  callFunction: (diagnostics) => ({ error: { text: textOf(diagnostics) } }),
  stopProvider: (diagnostics) => ({ Error: textOf(diagnostics) }),
}

function textOf(diagnostics: readonly DiagnosticMessage[]): string {
  return diagnostics.map(({ detail }) => detail).join(' ')
}

function diagnosticOf(method: string, { message, isForeseen }: FailedCall) {
  const name = method.charAt(0).toUpperCase() + method.slice(1)
  if (isForeseen)
    return error(
      'Request refused',
      `The provider cannot respond to ${name}: ${message}.\n\nReduce the size of the values in the request.`,
    )
  const lost =
    method === 'applyResourceChange'
      ? '. The change may still have been applied; check the object before you run this again'
      : ''
  return providerBug(`The provider failed to respond to ${name} (${message})${lost}`)
}
