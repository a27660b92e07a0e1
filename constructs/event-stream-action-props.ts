import type { CommonProps } from './meta-arguments'
import type { SecretOptions } from './secret-value'
import type { ActionRuntime } from './suggested'

/** A version of an Action module. */
export interface ActionModule {
  readonly moduleId: string
  readonly moduleVersionId: string
}

/** Properties of an `EventStreamAction`, besides its code. */
export interface EventStreamActionProps extends CommonProps {
  /**
   * Name, unique in the tenant.
   * Default: the path of the construct, joined by `-`, such as `prod-Handler`.
   */
  readonly name?: string
  /** Values of the secrets, by the names that the code reads from `event.secrets`. Take each value from a `SecretVariable`. */
  readonly secrets?: Readonly<Record<string, string>>
  /** Where the secrets are stored. Default: write-only, with version 1. Increment the version to send new values. */
  readonly secretOptions?: SecretOptions
  /** Versions of the npm packages that the code requires, by their names, as in a `package.json`. */
  readonly dependencies?: Readonly<Record<string, string>>
  /** Action modules that the code requires. */
  readonly modules?: readonly ActionModule[]
  /** Node.js runtime, such as `node22`. Default: the current runtime is kept; a new Action gets the newest one. */
  readonly runtime?: ActionRuntime
  /**
   * Whether to deploy each change. Default: true, unlike the resource: Auth0 refuses a stream whose Action is not deployed, and keeps
   * running the previous version until a change is deployed.
   */
  readonly deploy?: boolean
  /** How long to wait for build and deployment, such as `10m`. Default: `6m`. */
  readonly timeout?: string
}
