import * as root from 'auth0-event-streams'
import type * as cdktf from 'auth0-event-streams/cdktf'
import * as cdktfL1 from 'auth0-event-streams/cdktf/l1'
import * as cdktn from 'auth0-event-streams/cdktn'
import * as cdktnL1 from 'auth0-event-streams/cdktn/l1'
import { type Emulator, startEmulator } from 'auth0-event-streams/emulator'
import { createManagementClient } from 'auth0-event-streams/management'

// The entry without a path is that of cdktf.
const stream: typeof cdktf.EventStream = root.EventStream
const generated = [cdktfL1.eventStream.EventStream, cdktnL1.eventStream.EventStream]

async function listNames(): Promise<readonly string[]> {
  const tenant: Emulator = await startEmulator({ tls: true })
  const { domain, clientId, clientSecret } = tenant
  const client = createManagementClient({ domain, credentials: { kind: 'clientSecret', clientId, clientSecret } })
  const { eventStreams } = await client.eventStreams.list()
  return eventStreams.map(({ name }) => name)
}

// @ts-expect-error A client secret goes with a client's id.
createManagementClient({ domain: 'example.eu.auth0.com', credentials: { kind: 'clientSecret', clientSecret: 's' } })
// @ts-expect-error The tenant knows its options.
startEmulator({ https: true })

export const used = [stream, generated, cdktn.EventStream, listNames]
