import type { Command } from './command'

/** `emulate`: its options and its help. */
export const EMULATE: Command = {
  summary: 'start a local Auth0 tenant',
  help: `Usage: auth0-event-streams emulate [options]

Starts a local Auth0 tenant on 127.0.0.1 and prints its address, then each request and delivery. It runs until SIGINT
(Ctrl-C) or SIGTERM; if started by npx or an npm script, it also stops when that is killed.

Address and output
  --port N             listen on this port (default: any free one)
  --tls                serve https, with a certificate generated for this run; the Auth0 SDKs and the deploy CLI require it
  --ca-file FILE       with --tls: write the CA certificate to FILE (default: a private temporary file)
  --allow-host NAME    also respond under the host name NAME, such as host.docker.internal; may be given more than once
  --json               print one line of JSON: url, domain, client_id, client_secret, api_token; with --tls also ca
  --quiet              do not print requests and deliveries
  --detached           keep running when the npx or npm script that started it is killed

Credentials
  --client-id ID       id of the default client (default: generated)
  --client-secret S    secret of the default client (default: generated)
  --api-token T        an access token that never expires (default: generated)
  --token-lifetime S   seconds until an issued token expires (default: 86400)
  --control-token T    require this token for /__emulator/ and the console (default: open to all local users)
  --record-credentials keep client secrets in the request log (default: masked)

The tenant
  --tenant-name NAME   the tenant's name in events and partner event sources (default: local)
  --data FILE          keep the tenant in FILE across restarts (default: in memory)
  --seed FILE          fill an empty tenant from FILE, JSON: lists of what a POST would create, by kind:
                       clients, connections, roles, users, organizations, groups, actions, event_streams
  --quota N            maximum number of event streams (default: no limit)
  --latency MS         minimum response time
  --limits PRESET      rate limits of a plan: free, professional, enterprise, enterprise-non-production,
                       private-cloud-dev, private-cloud-100, private-cloud-500, private-cloud-1500 (default: none)
  --speed N            run the tenant's clock N times as fast: retries, builds, deadlines (default: 1)
  --mode NAME=VALUE    set an undocumented behavior of Auth0; may be given more than once. The names and values are
                       listed at /__emulator/ and in the emulator's README

Deliveries
  --webhook-override FROM=TO
                       deliver to TO instead of webhook endpoints that begin with FROM; may be given more than once, as in
                       https://example.com=http://127.0.0.1:3000
  --webhook-timeout MS response timeout of a webhook (default: 10000)
  --webhook-ca FILE    also trust the CA certificates in FILE when calling webhooks
  --insecure-webhooks  do not verify the certificates of webhooks
  --failure-limits ROW,TOTAL
                       number of failed deliveries, in a row and in total, that disables a stream (default: 500,5000)

Examples
  auth0-event-streams emulate --port 4000 --data tenant.db
  auth0-event-streams emulate --json --limits free --latency 350`,
  options: {
    port: { type: 'string' },
    tls: { type: 'boolean' },
    'ca-file': { type: 'string' },
    'allow-host': { type: 'string', multiple: true },
    json: { type: 'boolean' },
    quiet: { type: 'boolean' },
    detached: { type: 'boolean' },
    'client-id': { type: 'string' },
    'client-secret': { type: 'string' },
    'api-token': { type: 'string' },
    'token-lifetime': { type: 'string' },
    'control-token': { type: 'string' },
    'record-credentials': { type: 'boolean' },
    'tenant-name': { type: 'string' },
    data: { type: 'string' },
    seed: { type: 'string' },
    quota: { type: 'string' },
    latency: { type: 'string' },
    limits: { type: 'string' },
    speed: { type: 'string' },
    mode: { type: 'string', multiple: true },
    'webhook-override': { type: 'string', multiple: true },
    'webhook-timeout': { type: 'string' },
    'webhook-ca': { type: 'string' },
    'insecure-webhooks': { type: 'boolean' },
    'failure-limits': { type: 'string' },
  },
  run: async (values, terminal) => (await import('./emulate')).emulate(values, terminal),
}
