import type { ParseArgsConfig } from 'node:util'
import type { Terminal } from './terminal'

/** What was typed after a command, options by name. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>

/** One command. Its code is loaded when it is called, so that `install` does not load a web server. */
export interface Command {
  readonly summary: string
  readonly help: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** The one argument that is no option, as the help names it; default: there is none. It comes with the options, by this name. */
  readonly argument?: string
  /** Does the work and resolves to the exit code. Throws `UsageError` for what the person can mend. */
  readonly run: (values: OptionValues, terminal: Terminal) => Promise<number>
}

const EMULATE: Command = {
  summary: 'start a local Auth0 tenant',
  help: `auth0-event-streams emulate [options]

Starts a local Auth0 tenant on 127.0.0.1 and prints its address. It runs until SIGINT (Ctrl-C) or SIGTERM.

  --port N             listen on this port (default: any free one)
  --tls                speak https, with a certificate made for this run
  --ca-file FILE       write that certificate's authority to FILE (default: a private temporary file)
  --json               print one line of JSON: url, domain, client_id, client_secret, api_token, with --tls also ca
  --latency MS         minimum response time
  --limits PRESET      rate limits of a plan: free, professional, enterprise, enterprise-non-production,
                       private-cloud-dev, private-cloud-100, private-cloud-500, private-cloud-1500 (default: none)
  --quota N            maximum number of event streams (default: no limit)
  --client-id ID       id of the default client (default: generated)
  --client-secret S    secret of the default client (default: generated)
  --api-token T        a token that always works (default: generated)
  --token-lifetime S   seconds until an issued token expires (default: 86400)
  --data FILE          keep the tenant in FILE across restarts (default: in memory)
  --seed FILE          fill an empty tenant from FILE, JSON: lists of what a POST would create, by kind:
                       clients, connections, roles, users, organizations, groups, actions, event_streams
  --speed N            let the tenant's time pass N times as fast: retries, builds, deadlines (default: 1)
  --webhook-override FROM=TO
                       deliver to TO what is meant for webhooks whose endpoint begins with FROM; may be given more than
                       once, as in https://example.com=http://127.0.0.1:3000
  --webhook-ca FILE    trust the authorities in FILE when webhooks are called, besides the usual ones
  --insecure-webhooks  accept any certificate of a webhook
  --mode NAME=VALUE    set an undocumented behavior of Auth0; may be given more than once`,
  options: {
    port: { type: 'string' },
    tls: { type: 'boolean' },
    'ca-file': { type: 'string' },
    json: { type: 'boolean' },
    latency: { type: 'string' },
    limits: { type: 'string' },
    quota: { type: 'string' },
    'client-id': { type: 'string' },
    'client-secret': { type: 'string' },
    'api-token': { type: 'string' },
    'token-lifetime': { type: 'string' },
    data: { type: 'string' },
    seed: { type: 'string' },
    speed: { type: 'string' },
    'webhook-override': { type: 'string', multiple: true },
    'webhook-ca': { type: 'string' },
    'insecure-webhooks': { type: 'boolean' },
    mode: { type: 'string', multiple: true },
  },
  run: async (values, terminal) => (await import('./emulate')).emulate(values, terminal),
}

const INSTALL: Command = {
  summary: 'put the Terraform provider where terraform init finds it',
  help: `auth0-event-streams install [options]

Puts the built provider into a local mirror, where "terraform init" and "tofu init" find it without a registry.

  --source ADDR    address to install under (default: auth0-event-streams/auth0). With auth0/auth0 it takes the place of
                   the official provider. Without a host it is installed for Terraform and for OpenTofu.
  --version V      version to install as (default: this package's, such as 1.2.3; under auth0/auth0 1.55.10203, a patch
                   release of the official version that this provider follows)
  --platform P     platform to install for, such as linux_amd64; may be given more than once (default: all, since the
                   provider is the same on each)
  --dir DIR        the mirror (default: the one that is searched by default, ~/.terraform.d/plugins)`,
  options: {
    source: { type: 'string' },
    version: { type: 'string' },
    platform: { type: 'string', multiple: true },
    dir: { type: 'string' },
  },
  run: async (values, terminal) => (await import('./install')).install(values, terminal),
}

const VERIFY: Command = {
  summary: 'check the files of a release',
  help: `auth0-event-streams verify DIR [options]

Checks a folder with a release: that every file has the checksum that SHA256SUMS says, that each archive holds one executable
for its platform under the name that Terraform looks for, that those for macOS have a valid code signature, and that the
manifest and the bill of materials are right. Exits with 0, or with 1 after a line for each fault.

  --key FILE       public OpenPGP key that the signature of SHA256SUMS must be by; needs gpg`,
  options: { key: { type: 'string' } },
  argument: 'DIR',
  run: async (values, terminal) => (await import('./verify')).verify(values, terminal),
}

/** The commands by name. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['emulate', EMULATE],
  ['install', INSTALL],
  ['verify', VERIFY],
])
