import fs from 'node:fs'
import Module from 'node:module'
import { basename } from 'node:path'

// Runs inside the provider: writes to a file what was loaded until the handshake line, the first write to stdout.
const STDOUT = 1

const loader = Module as unknown as { _load: (request: string, ...rest: readonly unknown[]) => unknown }
const { _load: load } = loader
const { writeSync } = fs
const loaded = new Set<string>()

loader._load = (request, ...rest) => {
  loaded.add(Module.isBuiltin(request) ? request : basename(request))
  return load.call(Module, request, ...rest)
}

Object.assign(fs, {
  writeSync: (descriptor: number, text: string) => {
    const file = process.env['BENCH_LOADS_FILE']
    if (descriptor === STDOUT && file !== undefined) fs.writeFileSync(file, JSON.stringify([...loaded]))
    return writeSync(descriptor, text)
  },
})
