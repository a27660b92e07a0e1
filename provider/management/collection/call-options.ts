/** What can be said about a single call. */
export interface CallOptions {
  /**
   * Ends the call, be it waiting or sending: it then rejects with the signal's reason (an `AbortError` unless the
   * caller gave another), not with a `ManagementError`. A write that was aborted may have been applied.
   */
  readonly signal?: AbortSignal
  /**
   * Ends only waiting: the response to what was sent is still read, and nothing more is sent. Rejects as `signal` does when nothing
   * was carried out, else with the failure of the try that may have been.
   */
  readonly cancelWaiting?: AbortSignal
  /** What must not be shown of the call, beside the secrets of its body: masked in errors and in the log. */
  readonly secrets?: readonly string[]
  /** Of a read or a delete: confirms that an object is gone before a 404 is believed (`ManagementError.gone`). */
  readonly confirmGone?: ConfirmGone
  /** Of a write: what the caller knows of the object that has the name which another is to have. Default: unknown. */
  readonly outlook?: (id: string) => Outlook
}

/** The options for a further call on behalf of this one, which has another object or another purpose. */
export function onBehalfOf({ signal, secrets }: CallOptions): CallOptions {
  return {
    ...(signal && { signal }),
    ...(secrets && { secrets }),
  }
}

/** What is known of an object that may be gone. */
export interface ConfirmGone {
  /** RFC 3339; null when it is not known. Auth0 may not find an object that it made a moment ago. */
  readonly createdAt: string | null
}

/**
 * Whether an object will give up its name. `frees`: it will be deleted or renamed by this client; `freesElsewhere`: by this or
 * another one; `unlikely`: no one is known to delete or rename it; `managed`: the same of an object that the caller manages;
 * `keeps`: it will not; `replaced`: only after the one that is to have its name was created.
 */
export type Outlook = 'frees' | 'freesElsewhere' | 'unknown' | 'unlikely' | 'managed' | 'keeps' | 'replaced'
