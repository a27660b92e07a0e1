import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Emulator } from '../../emulator/index'
import { expectThat } from '../report'
import type { Inputs, Project } from './project'

/** Environment variable with the path of a mirror that contains the AWS provider, made by `terraform providers mirror`. */
const MIRROR_VARIABLE = 'AWS_PROVIDER_MIRROR'

/** The mirror with the AWS provider, or undefined if none is configured. */
export function findAwsMirror(): string | undefined {
  const mirror = process.env[MIRROR_VARIABLE]
  const isThere = mirror !== undefined && existsSync(join(mirror, 'registry.terraform.io', 'hashicorp', 'aws'))
  return isThere ? resolve(mirror) : undefined
}

// Override file that keeps the AWS provider from calling AWS. It also disables the check of the account.
const OFFLINE = {
  provider: {
    aws: {
      access_key: 'none',
      secret_key: 'none',
      allowed_account_ids: [],
      skip_credentials_validation: true,
      skip_requesting_account_id: true,
      skip_metadata_api_check: 'true',
    },
  },
}

interface AwsPlan {
  readonly resource_changes: readonly {
    readonly type: string
    readonly change: { readonly actions: readonly string[]; readonly after: Readonly<Record<string, unknown>> }
  }[]
}

/**
 * Validates and plans the AWS side with the real AWS provider, without an account and without a network. Throws unless the plan
 * creates the event bus of the tenant's partner event source and the other resources. Returns a summary.
 */
export async function checkAws(project: Project, { tenant }: Emulator, { awsMirror }: Inputs): Promise<string> {
  if (awsMirror === undefined) return `Skipped: ${MIRROR_VARIABLE} names no Terraform mirror that holds hashicorp/aws.`
  const { resource_changes: changes } = await planAws(project)
  const created = changes.filter(({ change }) => change.actions.join() === 'create')
  expectThat(created.length === 5, 'five AWS resources to create', JSON.stringify(changes))
  const [source] = tenant
    .eventStreams()
    .flatMap(({ destination: { type, configuration } }) =>
      type === 'eventbridge' ? [configuration.aws_partner_event_source] : [],
    )
  const bus = created.find(({ type }) => type === 'aws_cloudwatch_event_bus')?.change.after
  const isItsBus = bus?.['name'] === source && bus?.['event_source_name'] === source
  expectThat(source !== undefined && isItsBus, `a bus of ${source}`, JSON.stringify(bus))
  return `Valid, and planned: ${created.length} to add, a bus of ${source}.`
}

async function planAws(project: Project): Promise<AwsPlan> {
  const stack = join('cdktf.out', 'stacks', 'aws-events')
  project.write({ [join(stack, 'offline_override.tf.json')]: JSON.stringify(OFFLINE) })
  async function terraform(command: string, ...args: readonly string[]) {
    const { exitCode, stdout, stderr } = await project.run([`-chdir=${stack}`, command, '-no-color', ...args])
    expectThat(exitCode === 0, `exit code 0 of terraform ${command}`, `${stdout}\n${stderr}`)
    return stdout
  }
  await terraform('init')
  await terraform('validate')
  await terraform('plan', '-out=plan')
  return JSON.parse(await terraform('show', '-json', 'plan'))
}
