#!/usr/bin/env bash
# auth0-deploy-cli 8.44.0 exports each event stream to a file that has the name of the stream, with "-" for what a file name cannot
# hold. Of two streams "orders/eu" and "orders-eu" one is left, and the export reports success. It also removes every other file from
# the folder, such as notes. An import of what was exported, with AUTH0_ALLOW_DELETE, then deletes the stream that was lost.
set -euo pipefail
command -v openssl > /dev/null || { echo 'Needs openssl.'; exit 1; }
folder=$(mktemp -d)
trap 'kill "${tenant:-}" 2> /dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts auth0-deploy-cli@8.44.0
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost 2> /dev/null

cat > tenant.cjs <<'JS'
const { appendFileSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { createServer } = require('node:https')

const stream = (id, name) => ({
  id,
  name,
  status: 'enabled',
  subscriptions: [{ event_type: 'user.created' }],
  destination: { type: 'eventbridge', configuration: { aws_account_id: '123456789012', aws_region: 'eu-west-1' } },
})
const eventStreams = [stream('est_1', 'orders/eu'), stream('est_2', 'orders-eu')]
const bodyFor = (url) => {
  if (url.includes('/event-streams?')) return { eventStreams }
  return url.includes('/actions/') ? { actions: [] } : eventStreams[0]
}
const tls = { key: readFileSync('key.pem'), cert: readFileSync('cert.pem') }
const server = createServer(tls, ({ method, url }, response) => {
  if (method === 'DELETE') appendFileSync('deleted', `${eventStreams.find(({ id }) => url.endsWith(id)).name}\n`)
  response.setHeader('content-type', 'application/json').end(JSON.stringify(bodyFor(url)))
}).listen(0, 'localhost', () => {
  const config = {
    AUTH0_DOMAIN: `localhost:${server.address().port}`,
    AUTH0_ACCESS_TOKEN: 'token',
    AUTH0_INCLUDED_ONLY: ['eventStreams'],
    AUTH0_ALLOW_DELETE: true,
  }
  writeFileSync('starting', JSON.stringify(config))
  renameSync('starting', 'config.json')
})
JS
node tenant.cjs & tenant=$!
until [ -e config.json ]; do sleep 0.1; kill -0 "$tenant"; done

export NODE_EXTRA_CA_CERTS=$folder/cert.pem
deploy() { node_modules/.bin/a0deploy "$@" 2>&1; }
mkdir -p exported/event-streams
echo 'Notes' > exported/event-streams/README.md
seen=$(
  deploy export -c config.json -f directory -o exported | grep -o 'Export Successful'
  echo "files: $(ls exported/event-streams)"
  deploy import -c config.json -i exported | grep -o 'Import Successful'
  echo "deleted: $(cat deleted)"
)
expected='Export Successful
files: orders-eu.json
Import Successful
deleted: orders/eu'
echo "auth0-deploy-cli $(node -p 'require("./node_modules/auth0-deploy-cli/package.json").version')"
echo 'streams: orders/eu, orders-eu'
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
