#!/usr/bin/env bash
# The npm package cloudevent 0.10.0 reads a JSON event whose data is an object only if the event has `datacontenttype`, which the
# CloudEvents specification makes optional in JSON (data is then JSON), and only without a parameter such as charset. Otherwise it asks
# for a decoder. Events of Auth0, which have no `datacontenttype`, are among those that it refuses. So is an event without data, while
# one whose data is text is read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts cloudevent@0.10.0

cat > show.cjs <<'JS'
const { CloudEvent } = require('cloudevent')

const attributes = [
  { data: { key: 'value' }, datacontenttype: 'application/json' },
  { data: { key: 'value' }, datacontenttype: 'application/json; charset=utf-8' },
  { data: { key: 'value' } },
  { data: 'value' },
  {},
]
for (const some of attributes) {
  const event = { specversion: '1.0', id: '1', source: '/example', type: 'example', time: '2026-01-01T00:00:00Z', ...some }
  let outcome
  try {
    outcome = `read as ${JSON.stringify(CloudEvent.deserializeEvent(JSON.stringify(event)).data)}`
  } catch (error) {
    outcome = error.message.slice(0, error.message.indexOf(':'))
  }
  console.log(`${JSON.stringify(some)}: ${outcome}`)
}
JS

expected='{"data":{"key":"value"},"datacontenttype":"application/json"}: read as {"key":"value"}
{"data":{"key":"value"},"datacontenttype":"application/json; charset=utf-8"}: Missing decoder function
{"data":{"key":"value"}}: Missing decoder function
{"data":"value"}: read as "value"
{}: Missing decoder function'
seen=$(node show.cjs)
echo "cloudevent $(node -p 'require("./node_modules/cloudevent/package.json").version')"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
