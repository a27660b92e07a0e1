/** How a tenant delivers events. Everything has a default. */
export interface DeliveryOptions {
  /** How long a webhook may take to respond, in real time. Auth0's limit is not published; default 10 s, as for actions. */
  readonly webhookTimeoutMs?: number
  /** Accept any certificate of a webhook's server; default false. */
  readonly insecureWebhooks?: boolean
  /** Certificates of authorities, in PEM, that webhooks' servers may have theirs from, besides the usual ones. */
  readonly webhookCa?: string
  /**
   * Where webhooks really go, by the beginning of their endpoint: `{'https://example.com': 'http://127.0.0.1:3000'}`
   * leaves an endpoint in the stream that Auth0 accepts while the handler runs on this machine.
   */
  readonly webhookOverrides?: Readonly<Record<string, string>>
  /** Failed deliveries in a row after which a stream is disabled; default 500 (Auth0 documentation). */
  readonly consecutiveFailureLimit?: number
  /** Failed deliveries in all after which a stream is disabled and cannot be enabled; default 5000 (ditto). */
  readonly totalFailureLimit?: number
  /** How many succeeded deliveries of each stream are kept for display in the console; default 50. */
  readonly keptDeliveries?: number
}

/** The thresholds of the Auth0 documentation. */
const CONSECUTIVE_FAILURE_LIMIT = 500
const TOTAL_FAILURE_LIMIT = 5_000

const DAY_MS = 86_400_000

/** How long failed deliveries are kept. Auth0 does not say; its statistics reach back as far. */
const FAILED_RETENTION_MS = 14 * DAY_MS

/** The engine's settings: the options with their defaults. */
export function readSettings(options: DeliveryOptions) {
  const totalFailureLimit = options.totalFailureLimit ?? TOTAL_FAILURE_LIMIT
  return {
    consecutiveFailureLimit: options.consecutiveFailureLimit ?? CONSECUTIVE_FAILURE_LIMIT,
    totalFailureLimit,
    retention: {
      succeeded: options.keptDeliveries ?? 50,
      /** Room for what was queued when the limit was reached. */
      failed: 2 * totalFailureLimit,
      failedMs: FAILED_RETENTION_MS,
    },
  }
}

/** What `readSettings` gives. */
export type DeliverySettings = ReturnType<typeof readSettings>
