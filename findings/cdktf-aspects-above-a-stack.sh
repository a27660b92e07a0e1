#!/usr/bin/env bash
# cdktf 0.21.0 and cdktn 0.24.0 accept an aspect on an App, or on a construct between an App and its stacks, and never call it:
# synth starts from the aspects of each stack. In AWS CDK, which has the same API, such an aspect visits the whole tree, so that
# people put a rule for all stacks there. Here the rule does nothing, and synth succeeds.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --ignore-scripts --silent cdktf@0.21.0 cdktn@0.24.0 constructs@10.7.2

cat > aspects.js <<'JS'
const { Construct } = require('constructs')
const name = process.argv[2]
const { App, Aspects, TerraformResource, TerraformStack } = require(name)

const app = new App({ outdir: `out-${name}`, skipValidation: true })
const stage = new Construct(app, 'stage')
const stack = new TerraformStack(stage, 'stack')
new TerraformResource(stack, 'resource', { terraformResourceType: 'terraform_data' })
const visits = { app: 0, stage: 0, stack: 0 }
for (const [place, scope] of Object.entries({ app, stage, stack })) {
  Aspects.of(scope).add({ visit: () => { visits[place] += 1 } })
}
app.synth()
console.log(`${name} ${require(`${name}/package.json`).version}: visits of an aspect on the ${Object.entries(visits).map(([place, count]) => `${place}: ${count > 0}`).join(', ')}`)
JS

for name in cdktf cdktn; do
  seen=$(node aspects.js "$name")
  echo "$seen"
  case $seen in
    *'on the app: false, stage: false, stack: true') ;;
    *) echo 'This is no longer so.'; exit 1 ;;
  esac
done
echo 'Confirmed: an aspect above a stack is never visited.'
