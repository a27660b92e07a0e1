#!/usr/bin/env bash
# On Linux, Terraform 1.11 downloads a provider from a network mirror only if HOME is set or there is a `getent` program on PATH.
# Without both, as under a service manager in a minimal container, it reads the index of the mirror and then fails with an error that
# names the mirror's host and `getent`, but not HOME. The archive is never requested.
set -euo pipefail
[ "$(uname -s)" = Linux ] || { echo 'Needs Linux.'; exit 1; }
for name in openssl getent; do command -v $name > /dev/null || { echo "Needs $name."; exit 1; }; done
folder=$(mktemp -d)
trap 'kill "${mirror:-}" 2> /dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
mkdir bin
ln -s "$(command -v terraform)" bin/terraform
version=$(env -i HOME="$folder" CHECKPOINT_DISABLE=1 bin/terraform version | sed -n '1s/^Terraform v//p')
[[ $version = 1.11.* ]] || { echo "Needs Terraform 1.11 on PATH, not \"$version\"."; exit 1; }

echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts fflate@0.8.2
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost 2> /dev/null
cat > mirror.cjs <<'JS'
const { appendFileSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { createServer } = require('node:https')
const { strToU8, zipSync } = require('fflate')

const archive = zipSync({ 'terraform-provider-example_v1.0.0': [strToU8('#!/bin/sh\n'), { os: 3, attrs: 0o755 << 16 }] })
const archives = Object.fromEntries(['amd64', 'arm64'].map((cpu) => [`linux_${cpu}`, { url: 'example.zip' }]))
const files = {
  'index.json': JSON.stringify({ versions: { '1.0.0': {} } }),
  '1.0.0.json': JSON.stringify({ archives }),
  'example.zip': archive,
}
const tls = { key: readFileSync('key.pem'), cert: readFileSync('cert.pem') }
const server = createServer(tls, ({ method, url }, response) => {
  const name = url.split('/').at(-1)
  appendFileSync('requests', `${method} ${name}\n`)
  response.setHeader('content-type', name.endsWith('.json') ? 'application/json' : 'application/zip').end(files[name])
}).listen(0, 'localhost', () => {
  const mirror = `https://localhost:${server.address().port}/`
  writeFileSync('starting', JSON.stringify({ provider_installation: [{ network_mirror: [{ url: mirror }] }] }))
  renameSync('starting', 'terraform.rc')
})
JS
node mirror.cjs & mirror=$!
until [ -e terraform.rc ]; do sleep 0.1; kill -0 "$mirror"; done

try() {
  local name=$1
  shift
  rm -rf work requests
  mkdir work
  echo '{"terraform":{"required_providers":{"example":{"source":"example.test/example/example"}}}}' > work/main.tf.json
  env -i PATH="$folder/bin" CHECKPOINT_DISABLE=1 SSL_CERT_FILE="$folder/cert.pem" TF_CLI_CONFIG_FILE="$folder/terraform.rc" "$@" \
    terraform -chdir=work init -no-color > output.txt 2>&1 || true
  echo "$name: $(tr '\n' ' ' < output.txt | grep -oE 'has been successfully initialized|localhost:.*in \$PATH' | sed 's/:[0-9]*:/:PORT:/')"
  echo "  requests: $(tr '\n' ',' < requests)"
}
seen=$(try 'with HOME' HOME="$folder"; try 'without HOME'; ln -s "$(command -v getent)" bin/getent; try 'without HOME, with getent')
expected='with HOME: has been successfully initialized
  requests: GET index.json,GET 1.0.0.json,HEAD example.zip,GET example.zip,
without HOME: localhost:PORT: exec: "getent": executable file not found in $PATH
  requests: GET index.json,GET 1.0.0.json,
without HOME, with getent: has been successfully initialized
  requests: GET index.json,GET 1.0.0.json,HEAD example.zip,GET example.zip,'
echo "Terraform $version"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
