#!/usr/bin/env bash
# The subscription to tenant events of auth0 7.1.0 reads server-sent events and, unlike EventSource, does not connect again, whatever
# `retry` the service sends. When the service closes the connection, as it does every few minutes, the loop over the events ends as at
# the end of a list, so that a consumer ends with exit code 0. An event that was cut off is dropped without an error, and the error
# that the service sends before it closes is one more item of the loop.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts auth0@7.1.0

cat > show.cjs <<'JS'
const { createServer } = require('node:http')
const { ManagementClient } = require('auth0')

const first = ':connected\nretry: 10\n\nevent: user.created\nid: 1\ndata: {"offset":"1"}\n\n'
const endings = {
  'closed': '',
  'closed within an event': 'event: user.created\nid: 2\ndata: {"offset":',
  'closed after an error': 'event: error\ndata: {"error":{"code":"timeout"}}\n\n',
}
let connections = 0
let ending
const server = createServer((_, response) => {
  connections += 1
  response.writeHead(200, { 'content-type': 'text/event-stream' }).end(first + ending)
})

async function main() {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const local = `http://127.0.0.1:${server.address().port}`
  const client = new ManagementClient({
    domain: 'tenant.test',
    token: 'token',
    fetch: (url, init) => fetch(String(url).replace('https://tenant.test', local), init),
  })
  for (const [name, text] of Object.entries(endings)) {
    ending = text
    connections = 0
    const items = []
    for await (const item of await client.events.subscribe()) items.push(item)
    console.log(`${name}: the loop ends after ${connections} connection with ${JSON.stringify(items)}`)
  }
  server.close()
  server.closeAllConnections()
}
main()
JS

expected='closed: the loop ends after 1 connection with [{"type":"user.created","offset":"1"}]
closed within an event: the loop ends after 1 connection with [{"type":"user.created","offset":"1"}]
closed after an error: the loop ends after 1 connection with [{"type":"user.created","offset":"1"},{"type":"error","error":{"code":"timeout"}}]'
seen=$(node show.cjs)
echo "auth0 $(node -p 'require("./node_modules/auth0/package.json").version'), Node.js $(node -p process.versions.node)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
