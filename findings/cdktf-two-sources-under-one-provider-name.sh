#!/usr/bin/env bash
# cdktf 0.21.0 and cdktn 0.24.0 merge the required_providers entries of a stack by local name. Two generated providers whose
# sources differ and whose local names are the same, such as the official one of a service and a fork of it, become one entry:
# the source of the later construct, for the blocks and the resources of both. Synth, with all its validations, says nothing.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --ignore-scripts --silent cdktf@0.21.0 cdktn@0.24.0 constructs@10.7.2

cat > providers.js <<'JS'
const { readFileSync } = require('node:fs')
const name = process.argv[2]
const { App, TerraformProvider, TerraformStack } = require(name)

class Provider extends TerraformProvider {
  constructor(scope, id, source, alias) {
    super(scope, id, {
      terraformResourceType: 'example',
      terraformProviderSource: source,
      terraformGeneratorMetadata: { providerName: 'example', providerVersionConstraint: '~> 1.0' },
    })
    Object.defineProperty(this, 'alias', { value: alias })
  }
}

const app = new App({ outdir: `out-${name}` })
const stack = new TerraformStack(app, 'stack')
new Provider(stack, 'official', 'official/example', undefined)
new Provider(stack, 'fork', 'fork/example', 'fork')
app.synth()
const { provider, terraform } = JSON.parse(readFileSync(`out-${name}/stacks/stack/cdk.tf.json`, 'utf8'))
const version = require(`${name}/package.json`).version
console.log(`${name} ${version}: ${provider.example.length} provider blocks, ${JSON.stringify(terraform.required_providers)}`)
JS

for name in cdktf cdktn; do
  seen=$(node providers.js "$name")
  echo "$seen"
  case $seen in
    *'2 provider blocks, {"example":{"source":"fork/example","version":"~> 1.0"}}') ;;
    *) echo 'This is no longer so.'; exit 1 ;;
  esac
done
echo 'Confirmed: of two sources under one local name the later one replaces the earlier one.'
