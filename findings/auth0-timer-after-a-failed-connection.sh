#!/usr/bin/env bash
# The Management API client of auth0 7.1.0 clears the timer of a call's time limit after a response, and leaves it running when the
# connection fails. A program whose call has failed, and that has nothing left to do, therefore ends only after the time limit, by
# default 60 s, has passed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts auth0@7.1.0

cat > show.cjs <<'JS'
const { createServer } = require('node:net')
const { ManagementClient } = require('auth0')

/** An address where nothing listens. */
const closedPort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address()
    server.close(() => resolve(`http://127.0.0.1:${port}`))
  })
})

async function main() {
  const address = await closedPort()
  const responses = {
    response: async () => Response.json({}),
    'refused connection': (url, init) => fetch(String(url).replace('https://tenant.test', address), init),
  }
  const [, , name] = process.argv
  const client = new ManagementClient({ domain: 'tenant.test', token: 'token', timeoutInSeconds: 4, fetch: responses[name] })
  const outcome = await client.eventStreams.get('est_1').then(() => 'succeeds', () => 'fails')
  const finished = Date.now()
  process.on('exit', () => {
    const end = Date.now() - finished < 2000 ? 'at once' : 'seconds later'
    console.log(`${name}: the call ${outcome}, the program ends ${end}`)
  })
}
main()
JS

expected='response: the call succeeds, the program ends at once
refused connection: the call fails, the program ends seconds later'
seen=$(for outcome in response 'refused connection'; do node show.cjs "$outcome"; done)
echo "auth0 $(node -p 'require("./node_modules/auth0/package.json").version'), Node.js $(node -p process.versions.node), time limit 4 s"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
