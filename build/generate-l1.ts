import { devNull } from 'node:os'
import { join } from 'node:path'

/** The frameworks that the constructs are made for. cdktn is the living fork of cdktf. */
export const FLAVOURS = ['cdktf', 'cdktn'] as const
export type Flavour = (typeof FLAVOURS)[number]

/** The folder of an output folder in which the generator puts the classes of a provider. */
export const generatedFolder = (outDir: string, name: string): string => join(outDir, 'providers', name)

/** What classes are generated from. */
export interface L1Input {
  /** As `terraform providers schema -json` prints it, of one provider. */
  readonly schema: string
  /** Such as `auth0-event-streams/auth0`. */
  readonly source: string
  /** What synthesized stacks ask for, such as `~> 1.0`. */
  readonly version: string
}

type Constraint = Pick<L1Input, 'source' | 'version'> & { readonly name: string }
type Target = Constraint & { readonly fqn: string; readonly isProvider: true; readonly constraint: object }

// What is used of the generators. Their own declarations ask for a target of a class that they do not export.
interface Generator {
  readonly CodeMaker: new () => object
  readonly TerraformProviderConstraint: new (constraint: Constraint) => { readonly fqn: string }
  readonly TerraformProviderGenerator: new (
    code: object,
    schema: unknown,
  ) => { generate(target: Target): void; save(outDir: string): Promise<void> }
}

/**
 * Generates the L1 classes of a provider as TypeScript, with the generator of the flavour.
 * The schema must not tell the provider's version, or else stacks ask for exactly that one.
 */
export async function generateL1(flavour: Flavour, input: L1Input, outDir: string): Promise<void> {
  const { schema, source, version } = input
  const { CodeMaker, TerraformProviderConstraint, TerraformProviderGenerator } = await loadGenerator(flavour)
  const name = source.split('/').at(-1) ?? source
  const constraint = new TerraformProviderConstraint({ name, source, version })
  const generator = new TerraformProviderGenerator(new CodeMaker(), JSON.parse(schema))
  generator.generate({ name, source, version, fqn: constraint.fqn, isProvider: true, constraint })
  await generator.save(outDir)
}

// The generators run `terraform version` when they are loaded, which complains aloud about a CLI configuration that is missing.
async function loadGenerator(flavour: Flavour): Promise<Generator> {
  const before = process.env['TF_CLI_CONFIG_FILE']
  process.env['TF_CLI_CONFIG_FILE'] = devNull
  try {
    const loaded: unknown = await (flavour === 'cdktf'
      ? import('@cdktf/provider-generator')
      : import('@cdktn/provider-generator'))
    return loaded as Generator
  } finally {
    if (before === undefined) delete process.env['TF_CLI_CONFIG_FILE']
    else process.env['TF_CLI_CONFIG_FILE'] = before
  }
}
