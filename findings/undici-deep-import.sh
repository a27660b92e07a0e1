#!/usr/bin/env bash
# A dispatcher of undici 7.30.2 that is imported from its own file, past the package's index, cannot make tunnels: only the index
# gives dispatchers their methods (connect, request, stream, …). What a bundler is told to leave out of undici must not be its
# index, or else ProxyAgent fails before it has sent a byte, with words that do not tell why.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts undici@7.30.2

cat > show.cjs <<'JS'
const { createServer } = require('node:http')

async function main(index) {
  if (index) require('undici')
  const ProxyAgent = require('undici/lib/dispatcher/proxy-agent.js')
  let tunnels = 0
  const proxy = createServer().on('connect', (_, socket) => { tunnels += 1; socket.end('HTTP/1.1 403 Forbidden\r\n\r\n') })
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const agent = new ProxyAgent(`http://127.0.0.1:${proxy.address().port}`)
  const error = await new Promise((resolve) =>
    agent.dispatch({ origin: 'https://tenant.test', path: '/', method: 'GET' }, {
      onRequestStart() {}, onResponseStart() {}, onResponseData() {}, onResponseEnd() {},
      onResponseError: (_, reason) => resolve(reason),
    }),
  )
  console.log(`${index ? 'with' : 'without'} the index: ${tunnels} tunnels asked for; ${error.message}`)
  await agent.close()
  proxy.close()
}
main(process.argv[2] === 'index')
JS

expected='without the index: 0 tunnels asked for; this[kClient].connect is not a function
with the index: 1 tunnels asked for; Proxy response (403) !== 200 when HTTP Tunneling'
seen=$(node show.cjs; node show.cjs index)
echo "undici 7.30.2, Node.js $(node -p process.versions.node)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
