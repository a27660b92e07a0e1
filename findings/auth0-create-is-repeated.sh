#!/usr/bin/env bash
# The Management API client of auth0 7.1.0 repeats every request whose response has the status 408, 429, or 500 and above, up to two
# times by default, and a create no less than a read. If a gateway gives up (504) on creates that the service carries out, one call of
# create() makes three objects, and then fails without the id of any. `maxRetries: 0`, for the client or for a call, turns this off. A
# read whose connection breaks, which would be safe to repeat, is not repeated.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts auth0@7.1.0

cat > show.cjs <<'JS'
const { createServer } = require('node:http')
const { ManagementClient } = require('auth0')

let requests = 0
const server = createServer((request, response) => {
  requests += 1
  if (request.method === 'GET') response.destroy()
  else request.resume().on('end', () => response.writeHead(504).end())
})

async function main() {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const local = `http://127.0.0.1:${server.address().port}`
  const client = new ManagementClient({
    domain: 'tenant.test',
    token: 'token',
    fetch: (url, init) => fetch(String(url).replace('https://tenant.test', local), init),
  })
  const stream = { name: 'logins', type: 'http', sink: { httpEndpoint: 'https://sink.test' } }
  const calls = {
    'create, 504': () => client.logStreams.create(stream),
    'create with maxRetries 0, 504': () => client.logStreams.create(stream, { maxRetries: 0 }),
    // The time limit is short because the client keeps the program running until it has passed.
    'read, connection closed': () => client.logStreams.get('lst_1', { timeoutInSeconds: 5 }),
  }
  for (const [name, call] of Object.entries(calls)) {
    requests = 0
    const outcome = await call().then(() => 'succeeds', () => 'fails')
    console.log(`${name}: requests ${requests}, ${outcome}`)
  }
  server.close()
  server.closeAllConnections()
}
main()
JS

expected='create, 504: requests 3, fails
create with maxRetries 0, 504: requests 1, fails
read, connection closed: requests 1, fails'
seen=$(node show.cjs)
echo "auth0 $(node -p 'require("./node_modules/auth0/package.json").version'), Node.js $(node -p process.versions.node)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
