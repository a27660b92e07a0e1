#!/usr/bin/env bash
# In cdktf 0.21.0 and cdktn 0.24.0, a string that only Terraform knows can be the key of a map in an argument: the key becomes a
# reference. Inside a function call (Fn.keys, Fn.jsonencode, …) the same map loses both: its key becomes the text of the reference
# ("var.name"), and its value the text `undefined`, which Terraform refuses, in cdktf, and null, which it accepts, in cdktn.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts cdktf@0.21.0 cdktn@0.24.0 constructs@10.7.2

cat > show.cjs <<'JS'
const { Fn, TerraformOutput, TerraformStack, TerraformVariable, Testing } = require(process.argv[2])

const stack = new TerraformStack(Testing.app({ outdir: `out-${process.argv[2]}` }), 'stack')
const name = new TerraformVariable(stack, 'name', { type: 'string' }).stringValue
const map = { [name]: 'value', other: 'value' }
new TerraformOutput(stack, 'argument', { value: map })
new TerraformOutput(stack, 'function', { value: Fn.keys(map) })
const { output } = JSON.parse(Testing.synth(stack, true))
for (const [place, { value }] of Object.entries(output)) console.log(`${place}: ${JSON.stringify(value)}`)
JS

for pair in cdktf:undefined cdktn:null; do
  name=${pair%:*}
  expected='argument: {"${var.name}":"value","other":"value"}
function: "${keys({\"var.name\" = '${pair#*:}', \"other\" = \"value\"})}"'
  seen=$(node show.cjs "$name")
  echo "$name $(node -p "require('$name/package.json').version")"
  echo "$seen"
  [ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
done
