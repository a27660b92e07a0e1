/** The program that runs this provider, and its commands, for messages that say what to run next. */
export interface Client {
  /** `unknown` when it cannot be determined; the words then fit Terraform and OpenTofu. */
  readonly program: Program | 'unknown'
  /** Its name, to follow on "outside": `Terraform`. */
  readonly name: string
  /** The command that plans: `terraform plan`. */
  readonly plan: string
  /** The command that applies the configuration: `terraform apply`. */
  readonly apply: string
  /** The command that brings the state up to date and changes nothing else. */
  readonly refresh: string
  /** Whether a plan reads each object first, so that it notices what was changed or deleted elsewhere. */
  readonly refreshesBeforePlan: boolean
  /** The command that takes an object into the state; what stands in capitals is explained by `importHint`. */
  importCommand(type: string, id: string): string
  /** The command that takes an object out of the state and leaves it where it is; `importHint` explains the capitals. */
  readonly forgetCommand: string
  /** The command that keeps an object which a failed create has marked to be replaced; `importHint` explains the capitals. */
  readonly untaintCommand: string
  /** What to put in place of the capitals of `importCommand`: a clause. */
  readonly importHint: string
}

/** The programs that have words of their own. */
export type Program = 'terraform' | 'tofu' | 'pulumi'

/** How a provider finds out who runs it. */
export interface ClientClues {
  /** The file name of the program that started the provider; undefined when it cannot be known. */
  readonly parentProgram?: string | undefined
  /** What ConfigureProvider says; undefined before it. */
  readonly terraformVersion?: string | undefined
}

/** The words for the client that these clues point to. */
export function identifyClient(clues: ClientClues): Client {
  const program = programOf(clues)
  return program === 'pulumi' ? PULUMI : program === undefined ? UNKNOWN_CLIENT : commandLine(program)
}

// The protocol has no field for it: OpenTofu sends its own version as Terraform's, and the numbers overlap.
function programOf({ parentProgram = '', terraformVersion = '' }: ClientClues): Program | undefined {
  if (/pulumi/i.test(parentProgram) || /pulumi/i.test(terraformVersion)) return 'pulumi'
  if (/^(open)?tofu/i.test(parentProgram)) return 'tofu'
  if (/^terraform(?!-provider)/i.test(parentProgram)) return 'terraform'
  return programOfVersion(terraformVersion)
}

/** The last patch that Terraform released of each minor version 1.x that OpenTofu has as well, and that is closed. */
const LAST_PATCH: Readonly<Record<number, number>> = { 6: 6, 7: 5, 8: 5, 9: 8, 10: 5, 11: 4, 12: 2 }

/** OpenTofu's first version is 1.6. */
const FIRST_TOFU_MINOR = 6

function programOfVersion(version: string): Program | undefined {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.map(Number) ?? []
  if (major === undefined || minor === undefined || patch === undefined) return undefined
  if (major < 1 || (major === 1 && minor < FIRST_TOFU_MINOR)) return 'terraform'
  const last = major === 1 ? LAST_PATCH[minor] : undefined
  return last !== undefined && patch > last ? 'tofu' : undefined
}

const ADDRESS_HINT = 'replace ADDRESS with the resource address shown after "with" above'

function commandLine(program: 'terraform' | 'tofu'): Client {
  return {
    program,
    name: program === 'tofu' ? 'OpenTofu' : 'Terraform',
    plan: `${program} plan`,
    apply: `${program} apply`,
    refresh: `${program} apply -refresh-only`,
    refreshesBeforePlan: true,
    // In quotes, since a shell would take those of an address such as x.y["a"] away.
    importCommand: (_, id) => `${program} import 'ADDRESS' ${id}`,
    forgetCommand: `${program} state rm 'ADDRESS'`,
    untaintCommand: `${program} untaint 'ADDRESS'`,
    importHint: ADDRESS_HINT,
  }
}

const UNKNOWN_CLIENT: Client = {
  ...commandLine('terraform'),
  program: 'unknown',
  name: 'Terraform or OpenTofu',
  importHint: `${ADDRESS_HINT}; with OpenTofu the command is tofu`,
  plan: 'terraform plan (or tofu plan)',
  apply: 'terraform apply (or tofu apply)',
  refresh: 'terraform apply -refresh-only (or tofu apply -refresh-only)',
}

const PULUMI: Client = {
  program: 'pulumi',
  name: 'Pulumi',
  plan: 'pulumi preview',
  apply: 'pulumi up',
  refresh: 'pulumi refresh',
  refreshesBeforePlan: false,
  forgetCommand: 'pulumi state delete NAME',
  untaintCommand: 'pulumi up',
  importCommand: (type, id) => `pulumi import ${pulumiToken(type)} NAME ${id}`,
  importHint: 'replace NAME with the name of the resource in the program',
}

/** `acme_big_thing` -> `acme:index/bigThing:BigThing`, as Pulumi's bridge names it. */
function pulumiToken(type: string): string {
  const [provider = '', ...words] = type.split('_')
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return `${provider}:index/${pascal.charAt(0).toLowerCase()}${pascal.slice(1)}:${pascal}`
}
