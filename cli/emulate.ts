import { once } from 'node:events'
import { types } from 'node:util'
import {
  CaFileError,
  DataFileError,
  type Emulator,
  type EmulatorOptions,
  SeedError,
  startEmulator,
} from '../emulator/index'
import type { OptionValues } from './command'
import { parseEmulatorOptions } from './emulate-options'
import { describeHappening } from './live-log'
import { parentGone } from './parent-watch'
import { describeEmulator, startupMessage } from './startup-message'
import { type Terminal, UsageError } from './terminal'

/**
 * `auth0-event-streams emulate`: starts a tenant, prints how to reach it and then its activity, and resolves to 0 when a signal
 * or the end of npx has stopped it.
 */
export async function emulate(values: OptionValues, terminal: Terminal): Promise<number> {
  const options = parseEmulatorOptions(values)
  const ends = [once(process, 'SIGINT'), once(process, 'SIGTERM')]
  const stopped = Promise.race([...ends, ...(values['detached'] === true ? [] : [parentGone()])])
  const emulator = await start(options)
  announce(emulator, options, values, terminal)
  await stopped
  await emulator.close()
  return 0
}

function announce(emulator: Emulator, options: EmulatorOptions, values: OptionValues, terminal: Terminal): void {
  const isForScripts = values['json'] === true
  terminal.out(
    isForScripts ? `${JSON.stringify(describeEmulator(emulator))}\n` : startupMessage(emulator, process.platform),
  )
  if (options.seed !== undefined && !emulator.tenant.seeded) {
    terminal.err(`The seed was not loaded: ${options.dataFile} already contains a tenant.\n`)
  }
  if (isForScripts || values['quiet'] === true) return
  emulator.tenant.watch((happening) => terminal.out(describeHappening(happening)))
}

async function start(options: EmulatorOptions): Promise<Emulator> {
  try {
    return await startEmulator(options)
  } catch (error) {
    if (error instanceof DataFileError || error instanceof CaFileError) throw new UsageError(error.message, 1)
    if (error instanceof SeedError) throw new UsageError(`Cannot load the seed:\n${error.message}`, 1)
    const reason = PORT_TROUBLE[types.isNativeError(error) && 'code' in error ? String(error.code) : '']
    if (reason === undefined || !(error as NodeJS.ErrnoException).syscall?.startsWith('listen')) throw error
    throw new UsageError(`Port ${options.port} ${reason}. Choose another one, or omit --port to use any free port.`, 1)
  }
}

/** Why a port cannot be opened, by the code of Node's error. */
const PORT_TROUBLE: Readonly<Record<string, string>> = {
  EADDRINUSE: 'on 127.0.0.1 is in use',
  EACCES: 'requires privileges that this user does not have',
}
