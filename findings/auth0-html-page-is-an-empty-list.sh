#!/usr/bin/env bash
# The Management API client of auth0 7.1.0 accepts a response of status 200 whose body is not JSON, such as the sign-in page of a
# proxy. A list is then empty, a subscription to events ends without an event, and get() resolves to an object that describes the
# fault in place of the resource. Nothing is thrown: a program that deletes what is not listed, or creates it, goes on.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts auth0@7.1.0

cat > show.cjs <<'JS'
const { ManagementClient } = require('auth0')

const page = () => new Response('<p>Please sign in</p>', { headers: { 'content-type': 'text/html' } })
const client = new ManagementClient({ domain: 'tenant.test', token: 'token', fetch: async () => page() })
const all = async (items) => {
  const found = []
  for await (const item of await items) found.push(item)
  return found
}
const calls = {
  'actions.list': () => all(client.actions.list()),
  'eventStreams.list': () => all(client.eventStreams.list()),
  'events.subscribe': () => all(client.events.subscribe()),
  'eventStreams.get': () => client.eventStreams.get('est_1'),
}
async function main() {
  for (const [name, call] of Object.entries(calls)) {
    console.log(`${name}: ${await call().then(JSON.stringify, (error) => `throws ${error.name}`)}`)
  }
}
main()
JS

expected='actions.list: []
eventStreams.list: []
events.subscribe: []
eventStreams.get: {"ok":false,"error":{"reason":"non-json","statusCode":200,"rawBody":"<p>Please sign in</p>"}}'
seen=$(node show.cjs)
echo "auth0 $(node -p 'require("./node_modules/auth0/package.json").version'), Node.js $(node -p process.versions.node)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
