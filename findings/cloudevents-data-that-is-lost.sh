#!/usr/bin/env bash
# cloudevents 10.0.0, reading a structured event with HTTP.toEvent, drops data that is 0, false, an empty string or null, as if the
# event had none; what it sends on has no data either. Data in base64 becomes a Uint32Array with one byte in each element, so that a
# Buffer over its memory, or its byteLength, is four times as long as the data.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts cloudevents@10.0.0

cat > show.cjs <<'JS'
const { HTTP } = require('cloudevents')

const read = (data) => {
  const event = { specversion: '1.0', id: '1', source: '/example', type: 'example', ...data }
  return HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body: JSON.stringify(event) })
}
for (const data of [1, 0, false, '', null]) {
  const event = read({ data })
  console.log(`${JSON.stringify(data)}: read as ${JSON.stringify(event.data)}, sent on with data: ${'data' in JSON.parse(HTTP.structured(event).body)}`)
}
const bytes = read({ data_base64: Buffer.from('abc').toString('base64') }).data
console.log(`"abc" in base64: read as ${bytes.constructor.name} of ${bytes.byteLength} bytes`)
JS

expected='1: read as 1, sent on with data: true
0: read as undefined, sent on with data: false
false: read as undefined, sent on with data: false
"": read as undefined, sent on with data: false
null: read as undefined, sent on with data: false
"abc" in base64: read as Uint32Array of 12 bytes'
seen=$(node show.cjs)
echo "cloudevents $(node -p 'require("./node_modules/cloudevents/package.json").version')"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
