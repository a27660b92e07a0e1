import { createController } from './controller'
import { exitOnUncaughtErrors } from './crash'
import { createHealth } from './health'
import { endWithTerraform } from './lifetime'
import type { Listener } from './listen'
import { createLogger, type Logger } from './log'
import { readLogLevel } from './log-level'
import type { PluginOptions } from './plugin-options'
import { createRouter } from './router'
import { createGrpcServer, type TlsTerms } from './server'
import { createBroker, createStdio } from './silent-streams'
import { writeStderr } from './stderr'
import { redirectStdout } from './stdout'

/** What `serve` needs once the handshake is written. */
export interface ServeOptions extends PluginOptions {
  readonly listener: Listener
  /** Undefined serves plain HTTP/2. */
  readonly tls: TlsTerms | undefined
  /** False for a process that a person started with `--debug` and stops. */
  readonly endsWithTerraform: boolean
}

/**
 * The limit of Go providers (hashicorp/terraform-plugin-go, `grpcMaxMessageSize`): what works with them works here. Larger messages
 * are refused rather than buffered until memory is exhausted.
 */
const MAX_MESSAGE_BYTES = 256 * 2 ** 20

/** Serves the connections of a listener until the process ends. */
export function serve(options: ServeOptions): void {
  const { listener, endsWithTerraform } = options
  const logger = createPluginLogger(options)
  exitOnUncaughtErrors(options.program, logger)
  function end(reason: string) {
    logger.debug('plugin ends', { reason })
    process.exit(0)
  }
  const shutdown = endsWithTerraform ? () => end('Terraform asked for it') : () => {}
  const builtIn = [createController(shutdown), createStdio(), createBroker(), createHealth()]
  const load = once(() => {
    redirectStdout()
    return options.loadServices({ logger })
  })
  const environment = {
    findMethod: createRouter(builtIn, options.fixedResponses ?? {}, load),
    logger,
    maxMessageBytes: MAX_MESSAGE_BYTES,
  }
  const events = endsWithTerraform ? endWithTerraform(end) : { opened() {}, closed() {} }
  listener.accept(createGrpcServer(options.tls, environment, events))
}

function createPluginLogger({ address }: PluginOptions): Logger {
  const name = address.slice(address.lastIndexOf('/') + 1)
  return createLogger({ level: readLogLevel(process.env, name), module: name, write: writeStderr })
}

function once<T>(create: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: create() }
    return made.value
  }
}
