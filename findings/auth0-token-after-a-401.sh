#!/usr/bin/env bash
# The Management API client of auth0 7.1.0, given a client id and secret, keeps its access token until the token expires, also after
# the API has refused it with 401. If the signing key of the tenant is revoked, each call of a long-running process fails until then. And
# while the client repeats calls of the API after a 503, creates included, it does not repeat the request for the token.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts auth0@7.1.0

cat > show.cjs <<'JS'
const { ManagementClient } = require('auth0')

const respond = (status, body) => Response.json(body, { status })

/** Requests for a token and results of two calls; only the second token is valid, and the first responses may be a 503. */
async function observe({ token503 = 0, api503 = 0 }) {
  let tokens = 0
  const fetchLocal = async (url, { headers }) => {
    if (String(url).endsWith('/oauth/token')) {
      if (token503-- > 0) return respond(503, {})
      tokens += 1
      return respond(200, { access_token: `token-${tokens}`, token_type: 'Bearer', expires_in: 86400 })
    }
    if (api503-- > 0) return respond(503, {})
    return new Headers(headers).get('authorization') === 'Bearer token-2' ? respond(200, {}) : respond(401, {})
  }
  const client = new ManagementClient({ domain: 'tenant.test', clientId: 'id', clientSecret: 'secret', fetch: fetchLocal })
  const call = () => client.eventStreams.get('est_1').then(() => 'succeeds', ({ statusCode }) => statusCode)
  return `first call ${await call()}, second call ${await call()}, tokens ${tokens}`
}

async function main() {
  console.log(`first token refused: ${await observe({})}`)
  console.log(`and one 503 from the API: ${await observe({ api503: 1 })}`)
  console.log(`and one 503 for the token: ${await observe({ token503: 1 })}`)
}
main()
JS

expected='first token refused: first call 401, second call 401, tokens 1
and one 503 from the API: first call 401, second call 401, tokens 1
and one 503 for the token: first call 503, second call 401, tokens 1'
seen=$(node show.cjs)
echo "auth0 $(node -p 'require("./node_modules/auth0/package.json").version'), Node.js $(node -p process.versions.node)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
