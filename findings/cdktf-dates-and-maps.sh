#!/usr/bin/env bash
# cdktf 0.21.0 and cdktn 0.24.0 take a Date, a Map, a Set or a URL as a value, copy its own enumerable properties, of which it has none,
# and write an empty object without an error. JSON.stringify, which one would expect to write the configuration, gives a Date and a
# URL as text. A bigint, which JSON.stringify refuses, is refused by cdktf and written as a number by cdktn.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts cdktf@0.21.0 cdktn@0.24.0 constructs@10.7.2

cat > show.cjs <<'JS'
const { TerraformLocal, TerraformStack, Testing } = require(process.argv[2])

const synthesize = (value) => {
  const stack = new TerraformStack(Testing.app({ outdir: `out-${process.argv[2]}` }), 'stack')
  new TerraformLocal(stack, 'value', { value })
  return JSON.stringify(JSON.parse(Testing.synth(stack, true)).locals.value.value)
}
const values = [new Date(0), new Map([['key', 'value']]), new Set(['value']), new URL('https://example.test'), 1n]
for (const value of values) {
  let outcome
  try {
    outcome = synthesize(value)
  } catch (error) {
    outcome = error.message
  }
  console.log(`${value.constructor.name}: ${outcome}`)
}
JS

for pair in 'cdktf:Do not know how to serialize a BigInt' 'cdktn:1'; do
  name=${pair%%:*}
  expected="Date: {}
Map: {}
Set: {}
URL: {}
BigInt: ${pair#*:}"
  seen=$(node show.cjs "$name")
  echo "$name $(node -p "require('$name/package.json').version")"
  echo "$seen"
  [ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
done
