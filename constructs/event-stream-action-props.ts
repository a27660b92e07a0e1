import type { CommonProps } from './meta-arguments'
import type { SecretOptions } from './secret-value'
import type { ActionRuntime } from './suggested'

/** A version of an Action module. */
export interface ActionModule {
  readonly moduleId: string
  readonly moduleVersionId: string
}

/** What an Action of an event stream has besides its code. */
export interface EventStreamActionProps extends CommonProps {
  /**
   * Name, unique in the tenant.
   * Default: the path of the construct, joined by `-`, such as `prod-Handler`.
   */
  readonly name?: string
  /** Values of the secrets, by the names under which the code reads them from `event.secrets`. Take each from a `SecretVariable`. */
  readonly secrets?: Readonly<Record<string, string>>
  /** Where the secrets go. Default: they are write-only, with version 1; increment the version to send new values. */
  readonly secretOptions?: SecretOptions
  /** Versions of the npm packages that the code requires, by their names, as in a `package.json`. */
  readonly dependencies?: Readonly<Record<string, string>>
  /** Action modules that the code requires. */
  readonly modules?: readonly ActionModule[]
  /** Node.js runtime, such as `node22`. Default: the present one stays; a new Action gets the newest. */
  readonly runtime?: ActionRuntime
  /**
   * Whether each change is deployed. Default: true, since Auth0 refuses a stream whose Action is not deployed, and goes on
   * running the version before a change that is not.
   */
  readonly deploy?: boolean
  /** How long to wait for build and deployment, such as `10m`. Default: `6m`. */
  readonly timeout?: string
}
