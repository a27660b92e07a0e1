#!/usr/bin/env bash
# In cdktf 0.21.0 and cdktn 0.24.0, a number that only Terraform knows, such as count.index, is represented by a large negative
# number. A template literal writes that number out, and synth leaves it in the text without a word: names such as
# "queue--8.1e+298" are sent. An unknown string survives the same template literal.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --ignore-scripts --silent cdktf@0.21.0 cdktn@0.24.0 constructs@10.7.2

cat > text.js <<'JS'
const name = process.argv[2]
const { TerraformCount, TerraformOutput, TerraformStack, Testing, Token } = require(name)

const stack = new TerraformStack(Testing.app({ outdir: `out-${name}` }), 'stack')
const { index } = TerraformCount.of(3)
new TerraformOutput(stack, 'number', { value: `queue-${index}` })
new TerraformOutput(stack, 'text', { value: `queue-${Token.asString(index)}` })
const { output } = JSON.parse(Testing.synth(stack, true))
console.log(`${name} ${require(`${name}/package.json`).version}: as a number "${output.number.value}", as a string "${output.text.value}"`)
JS

for name in cdktf cdktn; do
  seen=$(node text.js "$name")
  echo "$seen"
  [[ $seen =~ as\ a\ number\ \"queue--[0-9.]+e\+[0-9]+\",\ as\ a\ string\ \"queue-\$\{count\.index\}\"$ ]] || {
    echo 'This is no longer so.'
    exit 1
  }
done
echo 'Confirmed: an unknown number in a template literal is written as a number.'
