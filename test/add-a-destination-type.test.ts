import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const COPIED = ['action-code', 'cli', 'constructs', 'emulator', 'examples', 'provider', 'schema', 'package.json']

/** The files that the compiler refuses after these edits, in a copy of the sources. An edit puts a text in place of another. */
function refusedAfter(edits: Readonly<Record<string, readonly [from: string, to: string]>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'destination-type-'))
  try {
    for (const path of COPIED) cpSync(path, join(folder, path), { recursive: true })
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
    const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { compilerOptions: object }
    const include = ['action-code', 'cli', 'constructs', 'emulator', 'provider', 'schema']
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }))
    for (const [path, [from, to]] of Object.entries(edits)) {
      const text = readFileSync(path, 'utf8')
      if (!text.includes(from)) throw new Error(`${path} does not have ${from}`)
      writeFileSync(join(folder, path), text.replace(from, to))
    }
    return [...new Set(compile(folder).map((line) => line.replace(/\(.*/s, '')))].sort()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What the compiler says. */
function compile(cwd: string): readonly string[] {
  try {
    execFileSync(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '--noEmit'], { cwd, encoding: 'utf8' })
    return []
  } catch (failed) {
    return (failed as { stdout: string }).stdout.split('\n').filter((line) => line.includes('error TS'))
  }
}

describe('the compiler', () => {
  it('names every place that a new destination type needs', () => {
    const edits = {
      'schema/auth0/event-stream.ts': ["'webhook', 'action'] as const", "'webhook', 'action', 'kinesis'] as const"],
      'provider/management/event-streams/event-stream.ts': [
        'WebhookDestination | EventBridgeDestination | ActionDestination',
        "WebhookDestination | EventBridgeDestination | ActionDestination | { type: 'kinesis'; configuration: { arn: string } }",
      ],
      'emulator/event-streams/destination.ts': [
        "'eventbridge', 'action'] as const",
        "'eventbridge', 'action', 'kinesis'] as const",
      ],
    } as const
    expect(refusedAfter(edits)).toEqual([
      'constructs/destination-blocks.ts',
      'constructs/destination.ts',
      'constructs/testing/destination.ts',
      'emulator/console/form-page.ts',
      'emulator/console/parts.ts',
      'emulator/console/stream-draft.ts',
      'emulator/console/stream-page.ts',
      'emulator/controls/tenant-controls.ts',
      'emulator/delivery/deliverers.ts',
      'emulator/event-streams/destination.ts',
      'emulator/event-streams/event-stream-schema.ts',
      'emulator/event-streams/event-streams.ts',
      'provider/management/event-streams/match-event-stream.ts',
      'provider/management/event-streams/parse-event-stream.ts',
      'provider/resources/event-stream/destinations.ts',
      'schema/auth0/event-stream-data.ts',
      'schema/auth0/event-stream.ts',
      'schema/emit/pages.ts',
    ])
  })

  it('names every place that a new authorization method needs', () => {
    const edits = {
      'schema/auth0/webhook.ts': ["'bearer', 'custom_header'] as const", "'bearer', 'custom_header', 'hmac'] as const"],
      'provider/management/event-streams/event-stream.ts': [
        "| { method: 'bearer' }",
        "| { method: 'bearer' }\n  | { method: 'hmac' }",
      ],
      'emulator/event-streams/destination.ts': ['SECRET_FIELDS = { bearer', "SECRET_FIELDS = { hmac: 'key', bearer"],
    } as const
    expect(refusedAfter(edits)).toEqual([
      'constructs/destination.ts',
      'constructs/testing/destination.ts',
      'emulator/console/stream-draft.ts',
      'emulator/console/stream-page.ts',
      'emulator/delivery/webhook-request.ts',
      'emulator/event-streams/destination.ts',
      'emulator/event-streams/event-stream-schema.ts',
      'provider/management/event-streams/match-event-stream.ts',
      'provider/management/event-streams/parse-event-stream.ts',
      'provider/resources/event-stream/check-change.ts',
      'provider/resources/event-stream/state.ts',
      'provider/resources/event-stream/webhook-request.ts',
      'provider/resources/event-stream/webhook-secret.ts',
      'schema/auth0/webhook.ts',
    ])
  })
})
