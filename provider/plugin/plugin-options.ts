import type { PluginAddress } from './handshake'
import type { Logger } from './log'
import type { FixedResponses } from './router'
import type { ServiceImplementation } from './service'

/** What the plugin serves, and its names. */
export interface PluginOptions {
  /** The executable's name, as in `terraform-provider-auth0`. */
  readonly program: string
  /** Full source address, as in `registry.terraform.io/auth0-event-streams/auth0`; its last part names the log variable. */
  readonly address: string
  /** Loads the plugin's services. Called once, after the handshake, so that its imports do not delay the start. */
  readonly loadServices: (context: PluginContext) => Promise<readonly ServiceImplementation[]>
  /** Responses that are sent without loading the services, by path. */
  readonly fixedResponses?: FixedResponses
  /** The folder of the files that are loaded after the handshake. Its absence is an error. */
  readonly files?: string | undefined
  /** Where to listen. Default: a unix socket, TCP on Windows. */
  readonly network?: PluginAddress['network']
}

/** What the plugin passes to `loadServices`. */
interface PluginContext {
  readonly logger: Logger
}
