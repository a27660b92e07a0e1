#!/usr/bin/env bash
# In cdktf 0.21.0 and cdktn 0.24.0, what a plain string with "${" means depends on where it is used. As an argument it is a template,
# which Terraform evaluates. As a string within a function call (Fn.upper, Fn.jsonencode, …) it is text: "${" is escaped, except in a
# key of a map. "%{", the other mark of a template, is escaped nowhere. So a text moved into a function call, or out of it, changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts cdktf@0.21.0 cdktn@0.24.0 constructs@10.7.2

cat > show.cjs <<'JS'
const { Fn, TerraformOutput, TerraformStack, Testing } = require(process.argv[2])

const stack = new TerraformStack(Testing.app({ outdir: `out-${process.argv[2]}` }), 'stack')
const reference = '${path.cwd}'
const directive = '%{ if true }text%{ endif }'
const values = {
  argument: [reference, directive],
  function: [Fn.upper(reference), Fn.upper(directive)],
  key: [Fn.jsonencode({ [reference]: reference })],
}
for (const [place, value] of Object.entries(values)) new TerraformOutput(stack, place, { value })
const { output } = JSON.parse(Testing.synth(stack, true))
for (const [place, { value }] of Object.entries(output)) console.log(`${place}: ${value.join('  ')}`)
JS

expected='argument: ${path.cwd}  %{ if true }text%{ endif }
function: ${upper("$${path.cwd}")}  ${upper("%{ if true }text%{ endif }")}
key: ${jsonencode({"${path.cwd}" = "$${path.cwd}"})}'
for name in cdktf cdktn; do
  seen=$(node show.cjs "$name")
  echo "$name $(node -p "require('$name/package.json').version")"
  echo "$seen"
  [ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
done
