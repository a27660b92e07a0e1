import type { Emulator } from '../../emulator/index'
import { expectThat, type Report } from '../report'
import { checkAws } from './aws-plan'
import type { Inputs, Project } from './project'
import { checkSecrets } from './secrecy'

const STACK = 'event-streams'

// Otherwise both CLIs request the checksums of the provider from the registry, although it comes from a mirror.
const FLAGS = ['--skip-provider-lock', '--no-color']

/** The streams of the tenant after the example is deployed. */
const DEPLOYED = [
  'customers-to-crm: webhook, user.created user.updated user.deleted',
  'members-to-action: action, organization.member.role.assigned organization.member.role.deleted',
  'organizations-to-service: action, organization.created organization.updated organization.deleted',
  'users-to-eventbridge: eventbridge, user.created user.updated user.deleted',
]

/** Duration of each step in milliseconds. */
export type Times = ReadonlyMap<string, number>

/** Runs a flavor's example from synth to destroy with the real CLI, and returns the duration of each step. */
export async function runWithCli(project: Project, emulator: Emulator, inputs: Inputs, report: Report): Promise<Times> {
  const { cli, script } = project
  const { times, printed, step } = createStopwatch(report)
  function deploy() {
    return cli('deploy', STACK, '--auto-approve', ...FLAGS)
  }
  function destroy() {
    return cli('destroy', STACK, '--auto-approve', '--ignore-missing-stack-dependencies', ...FLAGS)
  }

  await step('tests', () => script('test'), /# pass \d+/)
  await step('synth', () => cli('synth'), /Generated Terraform code for the stacks: .*/)
  await step('diff', () => cli('diff', STACK, ...FLAGS), /Plan: 6 to add, 0 to change, 0 to destroy\./)
  expectHoldings(emulator, [])
  await step('deploy', deploy, /Apply complete! Resources: 6 added.*/)
  expectHoldings(emulator, DEPLOYED)
  expectToken(emulator, inputs)
  report.note('AWS', await checkAws(project, emulator, inputs))
  await step('again', deploy, /No changes\..*/)
  expectHoldings(emulator, DEPLOYED)
  report.note(
    'secrets',
    checkSecrets(project, [inputs.token, ...Object.values(inputs.service), emulator.clientSecret], printed),
  )
  await step('destroy', destroy, /Destroy complete! Resources: 6 destroyed\./)
  expectHoldings(emulator, [])
  return times
}

/** Formats a duration. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

interface Stopwatch {
  readonly times: Times
  /** Output of all steps. */
  readonly printed: readonly string[]
  /** Runs a step. Throws unless its output matches the expression. */
  step(title: string, run: () => Promise<string>, gist: RegExp): Promise<void>
}

function createStopwatch(report: Report): Stopwatch {
  const times = new Map<string, number>()
  const printed: string[] = []
  const step: Stopwatch['step'] = (title, run, gist) =>
    report.step(title, async () => {
      const from = performance.now()
      const output = await run()
      const time = performance.now() - from
      times.set(title, time)
      printed.push(output)
      return { words: `${find(gist, output)}  (${seconds(time)})`, value: undefined }
    })
  return { times, printed, step }
}

function find(gist: RegExp, output: string): string {
  const found = gist.exec(output)
  expectThat(found !== null, `an output with ${gist}`, output)
  return String(found?.[0])
}

function expectHoldings({ tenant }: Emulator, expected: readonly string[]): void {
  const held = tenant.eventStreams().map(({ name, destination, subscriptions }) => {
    const types = subscriptions.map(({ event_type }) => event_type).join(' ')
    return `${name}: ${destination.type}, ${types}`
  })
  expectThat(held.sort().join('\n') === expected.join('\n'), `in the tenant\n${expected.join('\n')}`, held.join('\n'))
}

function expectToken({ tenant }: Emulator, { token }: Inputs): void {
  const kept = tenant.eventStreams().flatMap(({ id }) => Object.values(tenant.secrets(id) ?? {}))
  expectThat(kept.join() === token, 'one secret in the tenant, the token of the CRM', `${kept.length} secrets`)
}
