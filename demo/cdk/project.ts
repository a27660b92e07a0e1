import { cpSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Flavor } from '../../build/generate-l1'
import type { Emulator } from '../../emulator/index'
import { createWorkspace, type Workspace } from '../../test/kit/terraform-cli'
import { type Place, runWell } from './command'
import { exampleFolder } from './packages'

/** A copy of a flavor's example, in which its CLI runs. */
export interface Project extends Workspace {
  readonly flavor: Flavor
  /** Runs the framework's CLI and returns its output. Throws if it fails. */
  cli(...args: readonly string[]): Promise<string>
  /** Runs a script of package.json and returns its output. Throws if it fails. */
  script(name: string): Promise<string>
  /** The `cdk.tf.json` of a synthesized stack. */
  stackJson(stack: string): string
}

/** Inputs of the project, besides the tenant's credentials. */
export interface Inputs {
  readonly token: string
  /** Secrets of the Action that forwards organizations to a service. */
  readonly service: { readonly url: string; readonly key: string }
  /** A mirror with the AWS provider, if there is one. */
  readonly awsMirror: string | undefined
}

/** Copies the example, so that a state in its folder is not touched. */
export async function createProject(flavor: Flavor, emulator: Emulator, inputs: Inputs): Promise<Project> {
  const workspace = await createWorkspace({
    provider: 'mirror',
    mirrors: inputs.awsMirror === undefined ? [] : [inputs.awsMirror],
    env: environment(emulator, inputs),
  })
  copyExample(exampleFolder(flavor), workspace.folder)
  const place: Place = { folder: workspace.folder, env: workspace.env }
  const program = cliProgram(flavor, workspace.folder)
  return {
    ...workspace,
    flavor,
    cli: (...args) => runWell(process.execPath, [...program, ...args], place),
    script: (name) => runWell('npm', ['run', '--silent', name], place),
    stackJson: (stack) => readFileSync(join(workspace.folder, 'cdktf.out', 'stacks', stack, 'cdk.tf.json'), 'utf8'),
  }
}

function environment({ domain, clientId, clientSecret }: Emulator, { token, service }: Inputs) {
  return {
    TF_VAR_auth0_domain: domain,
    TF_VAR_auth0_client_id: clientId,
    TF_VAR_auth0_client_secret: clientSecret,
    TF_VAR_crm_token: token,
    TF_VAR_service_url: service.url,
    TF_VAR_service_key: service.key,
    CI: '1',
    // Otherwise both CLIs keep a link to this provider in the home directory.
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
    // The CLIs parse the output of Terraform, and set this themselves where they need it.
    TF_CLI_ARGS: '',
  }
}

const NOT_COPIED = /^(?:node_modules|\.gen|cdktf\.out|.*\.tfstate.*)$/

function copyExample(example: string, folder: string): void {
  cpSync(example, folder, { recursive: true, filter: (source) => !NOT_COPIED.test(basename(source)) })
  symlinkSync(join(example, 'node_modules'), join(folder, 'node_modules'))
}

/** The arguments with which Node.js runs the CLI. */
function cliProgram(flavor: Flavor, folder: string): readonly string[] {
  const cli = join(folder, 'node_modules', `${flavor}-cli`)
  const { bin } = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8')) as { bin: Record<string, string> }
  return ['--require', join(__dirname, 'node-20.cjs'), join(cli, bin[flavor] ?? '')]
}
