import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

const PROTO_DIR = join('provider', 'protocol')

/** Where the committed messages live, relative to the repository. */
export const GENERATED_MESSAGES_DIR = join(PROTO_DIR, 'generated')

/**
 * Options of ts-proto. Every provider process loads the messages, so unused functions are not generated: without `fromPartial` they
 * are a fifth shorter. An empty message is `X.decode(new Uint8Array())`.
 *
 * `forceLong=number`: every int64 of the protocol is a version, an index, a limit or a size. The decoder throws beyond 2^53, so
 * that nothing is rounded silently. `oneof=unions-value`: at most one member can be set, and a `switch` reads it. `env` stays
 * at its default, where bytes are `Uint8Array` views on the received message, without a copy.
 */
const TS_PROTO_OPTIONS = [
  'esModuleInterop=true',
  'outputServices=generic-definitions',
  'outputJsonMethods=false',
  'outputPartialMethods=false',
  'useExactTypes=false',
  'useOptionals=messages',
  'useDate=false',
  'forceLong=number',
  'oneof=unions-value',
  'enumsAsLiterals=true',
  'unrecognizedEnum=false',
]

/**
 * Generates the protocol's messages with buf and ts-proto, both local programs: no network is needed.
 * Empties the folder first. Throws when a program fails; its output is on stderr.
 */
export function generateProto(outDir: string): void {
  const out = resolve(outDir)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const template = {
    version: 'v2',
    plugins: [
      {
        local: join('node_modules', '.bin', 'protoc-gen-ts_proto'),
        out,
        opt: TS_PROTO_OPTIONS,
        include_imports: true,
        include_wkt: true,
      },
    ],
  }
  execFileSync(join('node_modules', '.bin', 'buf'), ['generate', PROTO_DIR, '--template', JSON.stringify(template)], {
    stdio: 'inherit',
  })
}

if (require.main === module) generateProto(GENERATED_MESSAGES_DIR)
