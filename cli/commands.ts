import type { Command } from './command'
import { EMULATE } from './emulate-command'

const INSTALL: Command = {
  summary: 'install the Terraform provider where terraform init finds it',
  help: `Usage: auth0-event-streams install [options]

Installs the provider into a local mirror, where "terraform init" and "tofu init" find it without a registry: the script of this
package, which needs Node.js on every machine, or with --release the self-contained executables of a release.

  --source ADDR    address to install under (default: auth0-event-streams/auth0). With auth0/auth0 it replaces the
                   official provider. Without a host it is installed for Terraform and for OpenTofu.
  --version V      version to install as (default: the package's, such as 1.2.3; under auth0/auth0 1.55.10203, a patch
                   release of the official version that this provider follows)
  --platform P     platform to install for, such as linux_amd64; may be given more than once (default: all)
  --dir DIR        folder of the mirror (default: the one that Terraform searches by default, ~/.terraform.d/plugins)
  --release DIR    install the executables of the release in DIR instead of the script
  --layout L       filesystem, or network for a folder to serve over https (default: filesystem)

Examples
  auth0-event-streams install --source auth0/auth0
  auth0-event-streams install --release release --platform linux_amd64
  auth0-event-streams install --layout network --dir ./mirror`,
  options: {
    source: { type: 'string' },
    version: { type: 'string' },
    platform: { type: 'string', multiple: true },
    dir: { type: 'string' },
    release: { type: 'string' },
    layout: { type: 'string' },
  },
  run: async (values, terminal) => (await import('./install')).install(values, terminal),
}

const VERIFY: Command = {
  summary: 'check the files of a release',
  help: `Usage: auth0-event-streams verify DIR [options]

Checks the release in the folder DIR: the checksum of every file against SHA256SUMS; in each archive, one executable for its
platform, under the name that Terraform expects; for macOS, a valid code signature; the manifest and the bill of materials.
Exits with 0, or with 1 after one line for each error.

  --key FILE       also check the signature of SHA256SUMS against this public OpenPGP key; needs gpg

Example
  auth0-event-streams verify release --key public.asc`,
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
