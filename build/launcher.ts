import { engines } from '../package.json'

/** The oldest Node.js that runs what is built, such as `20.18`. */
export const OLDEST_NODE = engines.node.replace('>=', '')

/** Options of NODE_OPTIONS that apply to the provider, as shell patterns. Every supported Node.js accepts them. */
const KEPT_OPTIONS = [
  // Memory.
  '--max[-_]old[-_]space[-_]size=[0-9]*',
  '--max[-_]semi[-_]space[-_]size=[0-9]*',
  '--disable-wasm-trap-handler',
  // Trust and encryption.
  '--use-openssl-ca',
  '--use-bundled-ca',
  '--openssl-config=*',
  '--openssl-shared-config',
  '--enable-fips',
  '--force-fips',
  '--tls-min-v1.[23]',
  '--tls-max-v1.[23]',
  '--tls-cipher-list=*',
  // Network.
  '--dns-result-order=ipv[46]first',
  '--dns-result-order=verbatim',
  '--network-family-autoselection',
  '--no-network-family-autoselection',
  '--network-family-autoselection-attempt-timeout=[0-9]*',
]

/** Options whose value may follow a space. */
const SPACED_OPTIONS = [
  '--openssl-config',
  '--tls-cipher-list',
  '--dns-result-order',
  '--network-family-autoselection-attempt-timeout',
]

/**
 * Variables by which Node.js would change the provider's behavior or output, or write files for the user's own program.
 * NODE_CHANNEL_FD refers to a pipe that the provider does not have.
 */
const DROPPED_VARIABLES = [
  'NODE_CHANNEL_FD',
  'NODE_CHANNEL_SERIALIZATION_MODE',
  'NODE_UNIQUE_ID',
  'NODE_COMPILE_CACHE',
  'NODE_DEBUG',
  'NODE_DEBUG_NATIVE',
  'NODE_PATH',
  'NODE_PENDING_DEPRECATION',
  'NODE_PRESERVE_SYMLINKS',
  'NODE_PRESERVE_SYMLINKS_MAIN',
  'NODE_REDIRECT_WARNINGS',
  'NODE_REPL_EXTERNAL_MODULE',
  'NODE_V8_COVERAGE',
]

/**
 * The head of an executable that is valid for a shell and for Node.js: each line is a command to the shell, a string and a comment to
 * Node.js. It finds Node.js, removes settings meant for the user's own programs, and runs the file with it.
 */
export function launcher(program: string): string {
  return `#!/bin/sh\n${commands(program)
    .map((command) => `":" //; ${command}\n`)
    .join('')}`
}

function commands(program: string): readonly string[] {
  return [
    // Terraform shows the first line of stdout, and hides stderr.
    `fail() { if [ -n "$TF_PLUGIN_MAGIC_COOKIE" ]; then echo "$1"; else echo "$1" >&2; fi; exit 1; }`,
    `command -v node >/dev/null 2>&1 || fail "${program} cannot start: it needs Node.js ${OLDEST_NODE} or later, and there is no node on PATH."`,
    `unset ${DROPPED_VARIABLES.join(' ')}`,
    `[ -z "$NODE_OPTIONS" ] || { ${keepOptions()}; }`,
    // Node.js 20 would parse the file at every start, so the API client reads it instead. With OpenSSL's own store, only Node.js
    // itself can add certificates.
    `case "$NODE_OPTIONS" in *--use-openssl-ca*) ;; *) [ -z "$NODE_EXTRA_CA_CERTS" ] || { export AUTH0_EVENT_STREAMS_EXTRA_CA_CERTS="$NODE_EXTRA_CA_CERTS"; unset NODE_EXTRA_CA_CERTS; } ;; esac`,
    'exec node "$0" "$@"',
  ]
}

// --use-system-ca becomes its variable, since Node.js 20 does not start with the option.
function keepOptions(): string {
  const choose = [
    `case "$option" in`,
    String.raw`*[\"\\]*|--*=[0-9]*[!0-9]*) ;;`,
    `${SPACED_OPTIONS.join('|')}) half=$option= ;;`,
    `--use-system-ca) export NODE_USE_SYSTEM_CA=1 ;;`,
    `${KEPT_OPTIONS.join('|')}) kept="$kept $option" ;;`,
    'esac',
  ].join(' ')
  return [
    'set -f; kept= half=',
    `for option in $NODE_OPTIONS; do option=$half$option; half=; ${choose}; done`,
    'if [ -n "$kept" ]; then export NODE_OPTIONS="$kept"; else unset NODE_OPTIONS; fi',
  ].join('; ')
}

/**
 * The head of the program, in the oldest JavaScript syntax: exits under a Node.js that is too old. The code after it must at least
 * parse there.
 */
export function refuseOldNode(program: string): string {
  const [major, minor] = OLDEST_NODE.split('.')
  return `"use strict";
(function (found) {
  if (found[0] > ${major} || (found[0] == ${major} && found[1] >= ${minor})) return;
  var words = "${program} cannot start: it needs Node.js ${OLDEST_NODE} or later, and the node on PATH is " + process.versions.node + " (" + process.execPath + ").";
  require("fs").writeSync(process.env.TF_PLUGIN_MAGIC_COOKIE ? 1 : 2, words + "\\n");
  process.exit(1);
})(process.versions.node.split("."));`
}
