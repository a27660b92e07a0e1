import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { FLAVORS, generateL1 } from '../build/generate-l1'
import { GENERATED_MESSAGES_DIR, generateProto } from '../build/generate-proto'
import { declaredByProvider } from '../build/generate-schema'
import { l1Input, l1Sources } from '../build/l1'
import { emitAll, GENERATED_PLACES } from '../schema/emit/emit'

/** The texts of the files below a folder, by path. */
function textsBelow(folder: string): { readonly [path: string]: string } {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return Object.fromEntries(files.map((file) => [relative(folder, file), readFileSync(file, 'utf8')]))
}

/** The text of a file, or those of the files below a folder, by path from here. */
function textsAt(place: string): { readonly [path: string]: string } {
  if (statSync(place).isFile()) return { [place]: readFileSync(place, 'utf8') }
  return Object.fromEntries(Object.entries(textsBelow(place)).map(([path, text]) => [join(place, path), text]))
}

function inTemporaryFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'generated-'))
  try {
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const committedMessages = textsBelow(GENERATED_MESSAGES_DIR)
const committedReadings = Object.assign({}, ...GENERATED_PLACES.map(textsAt))

describe('the generated messages of the protocol', () => {
  const fresh = inTemporaryFolder((folder) => {
    const out = join(folder, 'messages')
    generateProto(out)
    return textsBelow(out)
  })

  it('are as many files as npm run generate writes', () => {
    expect(Object.keys(committedMessages).sort()).toEqual(Object.keys(fresh).sort())
  })

  it.each(Object.keys(fresh))('are not stale: %s', (path) => {
    expect(committedMessages[path]).toBe(fresh[path])
  })
})

describe('the readings of the declarations', () => {
  const fresh = Object.fromEntries(emitAll(declaredByProvider()).map(({ path, text }) => [path, text]))

  it('are as many files as npm run generate writes', () => {
    expect(Object.keys(committedReadings).sort()).toEqual(Object.keys(fresh).sort())
  })

  it.each(Object.keys(fresh))('are not stale: %s', (path) => {
    expect(committedReadings[path]).toBe(fresh[path])
  })
})

describe.each(FLAVORS)('the L1 classes for %s', (flavor) => {
  it('are not stale in the build', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'l1-'))
    try {
      const fresh = textsBelow(await generateL1(flavor, l1Input(), folder))
      expect(textsBelow(l1Sources(flavor))).toEqual(fresh)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

const TERRAFORM_CONFIGURATION = `
terraform {
  required_providers {
    auth0 = {
      source = "auth0-event-streams/auth0"
    }
  }
}
`

function commandLineConfiguration(plugins: string) {
  return `
provider_installation {
  dev_overrides {
    "auth0-event-streams/auth0" = ${JSON.stringify(plugins)}
  }
  direct {}
}
`
}

/** What the real program prints for the provider that was built into the folder. */
function printedByTerraform(plugins: string): string {
  return inTemporaryFolder((folder) => {
    writeFileSync(join(folder, 'main.tf'), TERRAFORM_CONFIGURATION)
    writeFileSync(join(folder, 'terraform.rc'), commandLineConfiguration(plugins))
    const env = {
      ...process.env,
      TF_CLI_CONFIG_FILE: join(folder, 'terraform.rc'),
      CHECKPOINT_DISABLE: '1',
      TF_LOG: '',
    }
    return execFileSync('terraform', ['providers', 'schema', '-json'], { cwd: folder, env, encoding: 'utf8' })
  })
}

/** What Terraform 1.11 prints: later versions add the identity schemas, at the end of what they print of a provider. */
function withoutIdentities(printed: string): string {
  return printed.replace(/,"resource_identity_schemas":\{.*?\}(?=\}\}\}\n)/, '')
}

function terraformIsThere(): boolean {
  try {
    execFileSync('terraform', ['version'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

describe('provider-schema.json', () => {
  // In CI a missing program is a failure, not a reason to skip.
  const isChecked = terraformIsThere() || process.env['CI'] === 'true'
  const name = 'is byte for byte what terraform prints for the built provider'
  const test = isChecked ? it : it.skip

  test(isChecked ? name : `${name} (skipped: there is no terraform on PATH)`, () => {
    const printed = withoutIdentities(printedByTerraform(resolve('dist')))
    expect(printed).toBe(committedReadings['schema/generated/provider-schema.json'])
  })
})
