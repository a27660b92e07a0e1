import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { transformSync } from 'esbuild'
import { FLAVORS } from '../../build/generate-l1'
import type { BenchContext } from '../context'
import { interleave, type Series, type Subject } from '../measure'
import { formatReadings, type Row } from '../table'

const COUNTS = [1, 100, 1000]
const LAYERS = ['L1', 'L2'] as const
const TARGET = '<= 1.3'

/** How long an app takes to import the constructs and to synthesize streams, beside the same with the generated classes. */
export async function benchConstructs({ dist, runs, scratch }: BenchContext): Promise<string> {
  const program = compileProgram(scratch)
  const subjects = FLAVORS.flatMap((framework) =>
    COUNTS.flatMap((count) =>
      LAYERS.map(
        (layer): Subject =>
          async () => {
            const args = [program, dist, framework, layer, String(count), mkdtempSync(join(scratch, 'app-'))]
            const { stdout } = await promisify(execFile)(process.execPath, args)
            const { importMs, synthMs } = JSON.parse(stdout) as { readonly importMs: number; readonly synthMs: number }
            const app = appOf(framework, count, layer)
            return {
              [importOf(framework, layer)]: importMs,
              [`${app}: synthesis`]: synthMs,
              [`${app}: in all`]: importMs + synthMs,
            }
          },
      ),
    ),
  )
  const series = await interleave(subjects, runs)
  const imports = FLAVORS.flatMap((framework) => compare(series, (layer) => importOf(framework, layer)))
  function apps(part: string) {
    return FLAVORS.flatMap((framework) =>
      COUNTS.flatMap((count) => compare(series, (layer) => `${appOf(framework, count, layer)}: ${part}`)),
    ).map((row) => ({ ...row, name: row.name.replace(`: ${part}`, '') }))
  }
  return [
    formatReadings('Import', 'ms', imports),
    formatReadings('Synthesis', 'ms', apps('synthesis')),
    formatReadings('Import and synthesis', 'ms', apps('in all')),
  ].join('\n')
}

type Layer = (typeof LAYERS)[number]

function importOf(framework: string, layer: Layer): string {
  return `${framework} and ${layer}`
}
function appOf(framework: string, count: number, layer: Layer): string {
  return `${framework}, ${count} ${count === 1 ? 'stream' : 'streams'}, ${layer}`
}

/** The rows of both layers, with ratios to the first. */
function compare(series: Series, nameOf: (layer: Layer) => string): Row[] {
  function readings(layer: Layer) {
    return series.get(nameOf(layer)) ?? []
  }
  return [
    { name: nameOf('L1'), readings: readings('L1') },
    { name: nameOf('L2'), readings: readings('L2'), base: readings('L1'), target: TARGET },
  ]
}

function compileProgram(scratch: string): string {
  const source = readFileSync(join(__dirname, 'synth-app.ts'), 'utf8')
  const file = join(scratch, 'synth-app.cjs')
  writeFileSync(file, transformSync(source, { loader: 'ts', format: 'cjs', platform: 'node' }).code)
  return file
}
