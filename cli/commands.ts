import type { Command } from './command'
import { EMULATE } from './emulate-command'

export type { Command, OptionValues } from './command'

const INSTALL: Command = {
  summary: 'put the Terraform provider where terraform init finds it',
  help: `auth0-event-streams install [options]

Puts the provider into a mirror, where "terraform init" and "tofu init" find it without a registry: the script of this package,
which needs Node.js where it runs, or the self-contained executables of a release.

  --source ADDR    address to install under (default: auth0-event-streams/auth0). With auth0/auth0 it takes the place of
                   the official provider. Without a host it is installed for Terraform and for OpenTofu.
  --version V      version to install as (default: this package's, such as 1.2.3; under auth0/auth0 1.55.10203, a patch
                   release of the official version that this provider follows)
  --platform P     platform to install for, such as linux_amd64; may be given more than once (default: all)
  --dir DIR        the mirror (default: the one that is searched by default, ~/.terraform.d/plugins)
  --release DIR    install the executables of the release in DIR in place of the script
  --layout L       filesystem, or network for a folder that a web server offers over https (default: filesystem)`,
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
