#!/usr/bin/env bash
# cloudevents 10.0.0 does not keep the time of an event that it reads with HTTP.toEvent: an offset becomes UTC, anything below a
# millisecond is cut off, and an event without a time, which the specification allows, gets the time of its parsing, as does one in
# a leap second. So two reads of one message differ, and a signature or an order by time no longer fits. The constructor of the same
# package keeps a time that it is given.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts cloudevents@10.0.0

cat > show.cjs <<'JS'
const { CloudEvent, HTTP } = require('cloudevents')

const times = ['2026-01-01T02:00:00+02:00', '2026-01-01T00:00:00.123456Z', '2016-12-31T23:59:60Z', undefined]
for (const time of times) {
  const event = { specversion: '1.0', id: '1', source: '/example', type: 'example', ...(time && { time }) }
  const before = new Date().toISOString()
  const read = HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body: JSON.stringify(event) })
  const made = time ? new CloudEvent(event).time : 'not tried'
  console.log(`${time ?? 'no time'}: read as ${read.time >= before ? 'now' : read.time}, constructed as ${made}`)
}
JS

expected='2026-01-01T02:00:00+02:00: read as 2026-01-01T00:00:00.000Z, constructed as 2026-01-01T02:00:00+02:00
2026-01-01T00:00:00.123456Z: read as 2026-01-01T00:00:00.123Z, constructed as 2026-01-01T00:00:00.123456Z
2016-12-31T23:59:60Z: read as now, constructed as 2016-12-31T23:59:60Z
no time: read as now, constructed as not tried'
seen=$(node show.cjs)
echo "cloudevents $(node -p 'require("./node_modules/cloudevents/package.json").version')"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
