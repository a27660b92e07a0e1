import { randomBytes } from 'node:crypto'
import type { Storage } from '../storage/storage'
import { type Client, type ClientOptions, createClient } from './client-registry'

/** What clients know a tenant by. It is kept, so that `AUTH0_*` variables and issued tokens outlive a restart. */
export interface Identity {
  readonly client: Client
  /** A token that always works and has every scope. */
  readonly apiToken: string
  /** Signs the tokens that the tenant issues. */
  readonly tokenKey: Buffer
}

/** The parts of an identity that a person may choose. */
export interface ChosenIdentity {
  readonly client?: Omit<ClientOptions, 'publicKey'>
  readonly apiToken?: string
}

interface StoredIdentity {
  readonly clientId: string
  readonly clientSecret: string
  readonly apiToken: string
  readonly tokenKey: string
}

/** The identity of the tenant in a storage: what is chosen now, else what was there; generated otherwise. It is kept there. */
export function recallIdentity(storage: Storage, chosen: ChosenIdentity): Identity {
  const stored = storage.collection<StoredIdentity>('tenant').get('identity')
  const client = createClient({ ...clientOf(stored), ...chosen.client })
  const identity = {
    client,
    apiToken: chosen.apiToken ?? stored?.apiToken ?? randomBytes(24).toString('base64url'),
    tokenKey: stored === undefined ? randomBytes(32) : Buffer.from(stored.tokenKey, 'base64url'),
  }
  keepIdentity(storage, identity)
  return identity
}

/** Puts an identity into a storage, for instance into one that has just been emptied. */
export function keepIdentity(storage: Storage, { client, apiToken, tokenKey }: Identity): void {
  storage.collection<StoredIdentity>('tenant').put('identity', {
    clientId: client.clientId,
    clientSecret: client.credential.kind === 'secret' ? client.credential.secret : '',
    apiToken,
    tokenKey: tokenKey.toString('base64url'),
  })
}

function clientOf(stored: StoredIdentity | undefined): ClientOptions {
  return stored === undefined ? {} : { clientId: stored.clientId, clientSecret: stored.clientSecret }
}
