#!/usr/bin/env bash
# Terraform 1.11, without settings of its own, takes a provider from ~/.terraform.d/plugins if any version of it is there, and then does
# not ask the provider's registry at all. A version that was installed there once thus hides all later ones of the registry: `init` says
# that no release matches. It need not even be a version for this platform. (The registry below lists 2.0.0, and has no package of it.)
set -euo pipefail
command -v openssl > /dev/null || { echo 'Needs openssl.'; exit 1; }
folder=$(mktemp -d)
trap 'kill "${registry:-}" 2> /dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
version=$(env -i PATH="$PATH" HOME="$folder" CHECKPOINT_DISABLE=1 terraform version | sed -n '1s/^Terraform v//p')
[[ $version = 1.11.* ]] || { echo "Needs Terraform 1.11 on PATH, not \"$version\"."; exit 1; }

openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost 2> /dev/null
cat > registry.cjs <<'JS'
const { appendFileSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { createServer } = require('node:https')

const tls = { key: readFileSync('key.pem'), cert: readFileSync('cert.pem') }
const platforms = ['linux', 'darwin'].flatMap((os) => ['amd64', 'arm64'].map((arch) => ({ os, arch })))
const bodies = {
  '/.well-known/terraform.json': { 'providers.v1': '/providers/' },
  '/providers/example/example/versions': { versions: [{ version: '2.0.0', protocols: ['6.0'], platforms }] },
}
const server = createServer(tls, ({ url }, response) => {
  appendFileSync('requests', `${url}\n`)
  response.writeHead(url in bodies ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(bodies[url]))
}).listen(0, 'localhost', () => {
  const source = `localhost:${server.address().port}/example/example`
  writeFileSync('starting', JSON.stringify({ terraform: { required_providers: { example: { source, version: '2.0.0' } } } }))
  renameSync('starting', 'main.tf.json')
})
JS
node registry.cjs & registry=$!
until [ -e main.tf.json ]; do sleep 0.1; kill -0 "$registry"; done
source=$(node -p 'require("./main.tf.json").terraform.required_providers.example.source')

try() {
  rm -f requests
  touch requests
  env -i PATH="$PATH" HOME="$folder" CHECKPOINT_DISABLE=1 SSL_CERT_FILE="$folder/cert.pem" \
    terraform init -no-color > output.txt 2>&1 || true
  echo "$1"
  echo "  asks the registry for: $(sed 's|.*/||' requests | paste -s -d ' ' | sed 's/^$/nothing/')"
  echo "  says: $(tr '\n' ' ' < output.txt | grep -oE 'no available releases match the given constraints|v2.0.0 does not have a package')"
}
seen=$(
  try 'no version at hand'
  mkdir -p ".terraform.d/plugins/$source/1.0.0/linux_riscv64"
  try 'version 1.0.0 for another platform at hand'
)
expected="no version at hand
  asks the registry for: terraform.json versions $(node -p 'process.arch.replace("x64", "amd64")')
  says: v2.0.0 does not have a package
version 1.0.0 for another platform at hand
  asks the registry for: nothing
  says: no available releases match the given constraints"
echo "Terraform $version"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
