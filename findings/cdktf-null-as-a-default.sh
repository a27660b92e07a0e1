#!/usr/bin/env bash
# In cdktf 0.21.0 and cdktn 0.24.0, null as the default of a variable, or anywhere within it or within the value of an output, ends
# synth with a TypeError that names neither. In Terraform, `default = null` is how a variable becomes optional. A local accepts null,
# and so does an override.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts cdktf@0.21.0 cdktn@0.24.0 constructs@10.7.2

cat > show.cjs <<'JS'
const { TerraformLocal, TerraformOutput, TerraformStack, TerraformVariable, Testing } = require(process.argv[2])

const elements = {
  'variable, default null': (stack) => new TerraformVariable(stack, 'a', { type: 'string', default: null }),
  'variable, null in its default': (stack) => new TerraformVariable(stack, 'a', { type: 'any', default: { key: null } }),
  'output, null in its value': (stack) => new TerraformOutput(stack, 'a', { value: { key: null } }),
  'local, null in its value': (stack) => new TerraformLocal(stack, 'a', { key: null }),
  'variable, default null as an override': (stack) =>
    new TerraformVariable(stack, 'a', { type: 'string' }).addOverride('default', null),
}
for (const [name, add] of Object.entries(elements)) {
  const stack = new TerraformStack(Testing.app({ outdir: `out-${process.argv[2]}` }), 'stack')
  add(stack)
  let outcome
  try {
    const { output, locals, variable } = JSON.parse(Testing.synth(stack, true))
    outcome = JSON.stringify({ output, locals, variable })
  } catch (error) {
    outcome = `${error.name}: ${error.message}`
  }
  console.log(`${name}: ${outcome}`)
}
JS

expected='variable, default null: TypeError: Cannot convert undefined or null to object
variable, null in its default: TypeError: Cannot convert undefined or null to object
output, null in its value: TypeError: Cannot convert undefined or null to object
local, null in its value: {"locals":{"a":{"key":null}}}
variable, default null as an override: {"variable":{"a":{"default":null,"type":"string"}}}'
for name in cdktf cdktn; do
  seen=$(node show.cjs "$name")
  echo "$name $(node -p "require('$name/package.json').version")"
  echo "$seen"
  [ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
done
