import { execFile } from 'node:child_process'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The frameworks that the constructs are made for. cdktn is the living fork of cdktf. */
export const FLAVORS = ['cdktf', 'cdktn'] as const
/** One of the frameworks. */
export type Flavor = (typeof FLAVORS)[number]

/** What classes are generated from. */
export interface L1Input {
  /** As `terraform providers schema -json` prints it, of one provider. */
  readonly schema: string
  /** Such as `auth0-event-streams/auth0`. */
  readonly source: string
  /** What synthesized stacks ask for, such as `~> 1.0`. */
  readonly version: string
}

/**
 * Generates the L1 classes of a provider as TypeScript, with the generator of the flavor, and returns the folder below
 * `outDir` where they are. The schema must not tell the provider's version, or else stacks ask for exactly that one.
 */
export async function generateL1(flavor: Flavor, input: L1Input, outDir: string): Promise<string> {
  // The generators run `terraform version` when they are loaded, which complains aloud about a CLI configuration that is missing.
  const env = { ...process.env, TF_CLI_CONFIG_FILE: devNull }
  const program = join('build', 'generate-l1.ts')
  const args = ['--import', 'tsx', program, flavor, JSON.stringify(input), outDir]
  await promisify(execFile)(process.execPath, args, { env })
  return join(outDir, 'providers', nameOf(input))
}

function nameOf({ source }: L1Input): string {
  return source.split('/').at(-1) ?? source
}

type Constraint = Pick<L1Input, 'source' | 'version'> & { readonly name: string }
type Target = Constraint & { readonly fqn: string; readonly isProvider: true; readonly constraint: object }

// The used part of the generators. Their own declarations require a class that they do not export.
interface Generator {
  readonly CodeMaker: new () => object
  readonly TerraformProviderConstraint: new (constraint: Constraint) => { readonly fqn: string }
  readonly TerraformProviderGenerator: new (
    code: object,
    schema: unknown,
  ) => { generate(target: Target): void; save(outDir: string): Promise<void> }
}

async function main([flavor, input = '', outDir = '']: readonly string[]): Promise<void> {
  const loaded: unknown = await (flavor === 'cdktf'
    ? import('@cdktf/provider-generator')
    : import('@cdktn/provider-generator'))
  await generate(loaded as Generator, JSON.parse(input), outDir)
}

async function generate(generators: Generator, input: L1Input, outDir: string): Promise<void> {
  const { CodeMaker, TerraformProviderConstraint, TerraformProviderGenerator } = generators
  const provider = { name: nameOf(input), source: input.source, version: input.version }
  const constraint = new TerraformProviderConstraint(provider)
  const generator = new TerraformProviderGenerator(new CodeMaker(), JSON.parse(input.schema))
  generator.generate({ ...provider, fqn: constraint.fqn, isProvider: true, constraint })
  await generator.save(outDir)
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
}
