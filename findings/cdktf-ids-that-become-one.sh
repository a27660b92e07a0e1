#!/usr/bin/env bash
# cdktf 0.21.0 and cdktn 0.24.0 drop every character of an id but ASCII letters, digits, "_" and "-" when they make the name of a
# resource in Terraform. The id alone must be unique, so that "eu.orders" and "euorders" are two constructs and one resource: their
# arguments are merged, lists are concatenated, and synth, with all its validations, says nothing. An id in another script has no
# name at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts cdktf@0.21.0 cdktn@0.24.0 constructs@10.7.2

cat > show.cjs <<'JS'
const { readFileSync } = require('node:fs')
const name = process.argv[2]
const { App, TerraformResource, TerraformStack } = require(name)

class Data extends TerraformResource {
  constructor(scope, id, input) {
    super(scope, id, { terraformResourceType: 'terraform_data' })
    this.input = input
  }
  synthesizeAttributes() {
    return { input: this.input }
  }
}

const app = new App({ outdir: `out-${name}` })
const stack = new TerraformStack(app, 'stack')
new Data(stack, 'eu.orders', { region: 'eu', tags: ['first'] })
new Data(stack, 'euorders', { queue: 'orders', tags: ['second'] })
new Data(stack, '注文', { region: 'jp' })
app.synth()
const { resource } = JSON.parse(readFileSync(`out-${name}/stacks/stack/cdk.tf.json`, 'utf8'))
for (const [id, { input }] of Object.entries(resource.terraform_data)) console.log(`"${id}": ${JSON.stringify(input)}`)
JS

expected='"": {"region":"jp"}
"euorders": {"queue":"orders","region":"eu","tags":["first","second"]}'
for name in cdktf cdktn; do
  seen=$(node show.cjs "$name" | LC_ALL=C sort)
  echo "$name $(node -p "require('$name/package.json').version"), three resources:"
  echo "$seen"
  [ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
done
