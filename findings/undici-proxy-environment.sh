#!/usr/bin/env bash
# undici 7.30.2 reads the proxy variables by other rules than Go, and so than Terraform and its Go providers:
#  1. A network in NO_PROXY (10.0.0.0/8) excepts nothing; in Go it excepts its addresses.
#  2. An empty lower-case variable hides the upper-case one; in Go an empty one counts as unset.
# Who runs a Node.js tool beside Terraform in the same shell gets a proxy for one of them and none for the other.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts undici@7.30.2

cat > show.cjs <<'JS'
const { createServer } = require('node:http')
const { EnvHttpProxyAgent, request } = require('undici')

const listen = (handler) => new Promise((resolve) => {
  const server = createServer(handler).listen(0, '127.0.0.1', () => resolve(server))
  // Tunnels are refused: that one is asked for is all there is to see.
  server.on('connect', (_, socket) => { asked.push('tunnel'); socket.end('HTTP/1.1 403 Forbidden\r\n\r\n') })
})
let asked = []

async function isProxied(variables) {
  for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY']) delete process.env[name]
  Object.assign(process.env, variables)
  asked = []
  const dispatcher = new EnvHttpProxyAgent()
  await request(`http://127.0.0.1:${target.address().port}/`, { dispatcher }).then(({ body }) => body.dump(), () => {})
  await dispatcher.close()
  return asked.length > 0
}

let target
async function main() {
  target = await listen((_, response) => response.end('direct'))
  const proxy = await listen((_, response) => { asked.push('request'); response.end('proxied') })
  const uri = `http://127.0.0.1:${proxy.address().port}`
  const seen = {
    'no exception: through the proxy': await isProxied({ HTTP_PROXY: uri }),
    'NO_PROXY=127.0.0.1: through the proxy': await isProxied({ HTTP_PROXY: uri, NO_PROXY: '127.0.0.1' }),
    'NO_PROXY=127.0.0.0/8: through the proxy': await isProxied({ HTTP_PROXY: uri, NO_PROXY: '127.0.0.0/8' }),
    'empty http_proxy beside HTTP_PROXY: through the proxy': await isProxied({ http_proxy: '', HTTP_PROXY: uri }),
  }
  for (const [what, is] of Object.entries(seen)) console.log(`${what}: ${is}`)
  for (const server of [target, proxy]) { server.close(); server.closeAllConnections() }
}
main()
JS

expected='no exception: through the proxy: true
NO_PROXY=127.0.0.1: through the proxy: false
NO_PROXY=127.0.0.0/8: through the proxy: true
empty http_proxy beside HTTP_PROXY: through the proxy: false'
seen=$(node show.cjs)
echo "undici 7.30.2, Node.js $(node -p process.versions.node)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
