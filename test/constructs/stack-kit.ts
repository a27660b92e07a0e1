import { tmpdir } from 'node:os'
import { TerraformStack, TerraformVariable, Testing } from 'cdktf'
import type { IConstruct } from 'constructs'
import {
  Auth0Provider,
  Destination,
  EventStream,
  type EventStreamProps,
  type WebhookAuthorization,
} from '../../constructs/index'

/** A stack of its own app without anything in it. Nothing is written as long as the app is not synthesized. */
export function emptyStack(id = 'prod'): TerraformStack {
  return new TerraformStack(Testing.app({ outdir: tmpdir() }), id)
}

/** A stack of its own app with a provider. */
export function newStack(id?: string): TerraformStack {
  const stack = emptyStack(id)
  new Auth0Provider(stack, 'Auth0')
  return stack
}

/** An EventBridge destination. */
export const bus = Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1' })

/** A stream whose props are fine, but for those that are told. */
export function streamIn(scope: IConstruct, props: Partial<EventStreamProps> = {}, id = 'Users'): EventStream {
  return new EventStream(scope, id, { events: ['user.created'], destination: bus, ...props })
}

/** A stream with a webhook. */
export function webhookIn(scope: IConstruct, authorization: WebhookAuthorization, endpoint = 'https://example.com') {
  return streamIn(scope, { destination: Destination.webhook({ endpoint, authorization }) }, 'Hook')
}

/** The value of a sensitive variable, as a token. */
export function secretIn(scope: IConstruct, name = 'secret'): string {
  return new TerraformVariable(scope, name, { type: 'string', sensitive: true }).stringValue
}

type Json = { readonly [name: string]: unknown }
interface Synthesized {
  readonly resource?: { readonly [type in 'auth0_event_stream' | 'auth0_action']?: { readonly [id: string]: Json } }
  readonly data?: { readonly auth0_event_stream: { readonly [id: string]: Json } }
  readonly provider?: { readonly auth0: readonly Json[] }
  readonly variable?: { readonly [name: string]: Json }
  readonly output?: { readonly [name: string]: Json }
}

/** What is synthesized; aspects and late validations have run. */
export function synthesized(stack: TerraformStack): Synthesized {
  return JSON.parse(Testing.synth(stack, true))
}

/** The one event stream that is synthesized. Throws when there is another number of them. */
export function onlyStream(stack: TerraformStack): Json {
  const [first, ...rest] = Object.values(synthesized(stack).resource?.auth0_event_stream ?? {})
  if (first === undefined || rest.length > 0) throw new Error('There is not exactly one stream.')
  return first
}

/** The annotations that the CLI prints at synth. */
export function annotations(stack: TerraformStack, level: 'warn' | 'error' = 'warn'): readonly string[] {
  return stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === `@cdktf/${level}`)
    .map(({ data }) => data)
}
