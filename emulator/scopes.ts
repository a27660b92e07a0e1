/** The scopes of the default client and of the static token: everything that concerns event streams and their sources. */
export const ALL_SCOPES = [
  'read:event_streams',
  'create:event_streams',
  'update:event_streams',
  'delete:event_streams',
  'read:event_deliveries',
  'update:event_deliveries',
  'read:events',
  'read:actions',
  'create:actions',
  'update:actions',
  'delete:actions',
  'read:users',
  'create:users',
  'update:users',
  'delete:users',
] as const
