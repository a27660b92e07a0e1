import type { ACTION_RUNTIMES } from '../schema/auth0/action'
import type { AWS_REGIONS } from '../schema/auth0/aws-region'
import type { EVENT_TYPES } from '../schema/auth0/event-type'
import type { SIGNING_ALGORITHMS } from '../schema/auth0/provider'

/** One of the known values, which editors suggest, or any other string. */
type Suggested<Known extends string> = Known | (string & Record<never, never>)

/** An event type: a known one, which editors suggest, or any that Auth0 has added since. */
export type EventTypeName = Suggested<(typeof EVENT_TYPES)[number]>

/** An AWS region: a known one, which editors suggest, or any that Auth0 has added since. */
export type AwsRegion = Suggested<(typeof AWS_REGIONS)[number]>

/** A Node.js runtime of Actions, which editors suggest, or a token. */
export type ActionRuntime = Suggested<(typeof ACTION_RUNTIMES)[number]>

/** An algorithm of client assertions, which editors suggest, or a token. */
export type SigningAlgorithm = Suggested<(typeof SIGNING_ALGORITHMS)[number]>
