import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as cdktf from 'cdktf'
import * as cdktn from 'cdktn'
import type { Constructs, Framework } from './sample-app'

type Testing = typeof import('../../constructs/testing/index')
type L1 = typeof import('../../constructs/l1/event-stream')
type L1Provider = typeof import('../../constructs/l1/provider')

/** A framework with the built package for it. */
export interface Flavor {
  readonly name: string
  readonly framework: Framework
  readonly constructs: Constructs
  readonly testing: Testing
  readonly l1: L1
  readonly l1Provider: L1Provider
}

function flavor(name: string, framework: Framework): Flavor {
  return {
    name,
    framework,
    constructs: require(resolve('dist', name)),
    testing: require(resolve('dist', name, 'testing')),
    l1: require(resolve('dist', name, 'l1', 'event-stream')),
    l1Provider: require(resolve('dist', name, 'l1', 'provider')),
  }
}

/** Both frameworks, each with what is shipped for it. They are told apart by private members alone. */
export const BOTH: readonly Flavor[] = [flavor('cdktf', cdktf), flavor('cdktn', cdktn as unknown as Framework)]

type App = InstanceType<Framework['App']>

/** Synthesizes an app and gives the `cdk.tf.json` of its stacks by their names. Throws what the app throws. */
export function synthesizeStacks(
  { framework }: Flavor,
  fill: (app: App) => void,
): { readonly [stack: string]: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'app-'))
  try {
    const app = new framework.App({ outdir })
    fill(app)
    app.synth()
    const { TerraformStack } = framework
    const stacks = app.node
      .findAll()
      .filter((node): node is InstanceType<typeof TerraformStack> => TerraformStack.isStack(node))
    return Object.fromEntries(
      stacks.map((stack) => {
        const { workingDirectory } = app.manifest.forStack(stack)
        return [stack.node.path, readFileSync(join(outdir, workingDirectory, 'cdk.tf.json'), 'utf8')]
      }),
    )
  } finally {
    rmSync(outdir, { recursive: true })
  }
}
