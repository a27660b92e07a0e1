/**
 * Thrown by an update that failed and may have been carried out all the same, with the part of the prior state that is
 * certain. What an API never returns, such as a secret, belongs in it as null: no refresh would ever correct it, and a plan
 * that takes the change back would be empty.
 */
export class UncertainUpdate<State extends object> extends Error {
  override readonly name = 'UncertainUpdate'
  readonly state: State
  override readonly cause: unknown

  constructor(state: State, cause: unknown) {
    super('the outcome of an update is not known')
    this.state = state
    this.cause = cause
  }
}
