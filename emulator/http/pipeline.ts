import { promisify } from 'node:util'
import type { Context, Next } from 'hono'
import { ApiError, tooManyRequests } from './api-error'
import { BrokenConnection, faultResponse, replacesResponse, withFaultHeaders } from './fault-response'
import type { PipelineState } from './pipeline-state'
import { describeBody, maskCredentials, readText } from './request-body'
import { slowBody } from './slow-body'
import { rateLimitHeaders, type Take } from './token-bucket'

/** What the steps of a request hand on to one another. */
export interface CallEnvironment {
  readonly Variables: {
    /** The body, read once; empty when there is none. */
    readonly text: string
    readonly clientId?: string
  }
}

const sleep = promisify(setTimeout)

type Call = Context<CallEnvironment>

/** Headers that the log keeps: who is calling, and what the body claims to be. */
const RECORDED_HEADERS = ['user-agent', 'auth0-client', 'content-type'] as const

/** Reads the body and notes the request, first as under way, then with its outcome. */
export function recordRequests(state: PipelineState) {
  return async function recordRequest(call: Call, next: Next): Promise<Response | undefined> {
    const text = await readText(call.req.raw).catch(toRefusal)
    call.set('text', text instanceof ApiError ? '' : text)
    const finish = state.log.arrive(describeCall(call, state), call.get('text').length)
    function notify(outcome: Parameters<typeof finish>[0]) {
      return state.happenings.notify({ kind: 'request', request: finish(outcome) })
    }
    function clientId() {
      return call.get('clientId') === undefined ? {} : { clientId: call.get('clientId') ?? '' }
    }
    try {
      if (text instanceof ApiError) call.res = text.toResponse()
      else await next()
      notify({ status: call.res.status, ...clientId() })
    } catch (error) {
      if (error instanceof BrokenConnection) {
        notify({ status: error.response?.status ?? null, connection: error.connection, ...clientId() })
      }
      throw error
    }
    return undefined
  }
}

/** Lets the next queued fault happen to the request that it is for. */
export function injectFaults(state: PipelineState) {
  return async function injectFault(call: Call, next: Next): Promise<undefined> {
    const fault = state.faults.take(call.req.method, call.req.path)
    if (fault === undefined) {
      await next()
      return
    }
    if (fault.delayMs !== undefined) await sleep(fault.delayMs)
    if (fault.connection === 'reset-before') throw new BrokenConnection('reset-before')
    const replaces = replacesResponse(fault)
    if (!replaces || fault.applied === true) await next()
    const response = withFaultHeaders(replaces ? faultResponse(fault, state.clock.wall()) : call.res, fault)
    if (fault.connection !== undefined) throw new BrokenConnection(fault.connection, response)
    setResponse(call, fault.bodyDelayMs === undefined ? response : await slowBody(response, fault.bodyDelayMs))
  }
}

/** Delays every response by the tenant's latency. */
export function delayResponses(state: PipelineState) {
  return async function delayResponse(_call: Call, next: Next): Promise<void> {
    if (state.latencyMs > 0) await sleep(state.latencyMs)
    await next()
  }
}

/** Takes each request out of the tenant's bucket, and reports the bucket in the headers of its response. */
export function limitRate(state: PipelineState) {
  return async function limitRequest(call: Call, next: Next): Promise<void> {
    const take = state.bucket.take(state.clock.wall())
    if (take.taken) await next()
    else setResponse(call, tooManyRequests().toResponse(retryAfterHeaders(state, take)))
    // The reset is a moment, which clients compare with the date of the response.
    const headers = { ...rateLimitHeaders(take), date: new Date(state.clock.wall()).toUTCString() }
    for (const [name, value] of Object.entries(headers)) call.res.headers.set(name, value)
  }
}

/** Puts a response in place of another; without the first line the framework would mix the headers of both. */
function setResponse(call: Call, response: Response): void {
  call.res = undefined
  call.res = response
}

function retryAfterHeaders({ limits, clock }: PipelineState, { resetAtSeconds }: Take): Record<string, string> {
  if (limits.retryAfter !== true) return {}
  return { 'retry-after': String(Math.max(1, Math.ceil(resetAtSeconds - clock.wall() / 1000))) }
}

function describeCall(call: Call, { clock, recordCredentials }: PipelineState) {
  const { searchParams } = new URL(call.req.url)
  const body = describeBody(call.get('text'), call.req.header('content-type') ?? '')
  const query = searchParams.size === 0 ? {} : { query: Object.fromEntries(searchParams) }
  const headers = RECORDED_HEADERS.flatMap((name) => {
    const value = call.req.header(name)
    return value === undefined ? [] : [[name, value]]
  })
  return {
    at: new Date(clock()).toISOString(),
    method: call.req.method,
    path: call.req.path,
    ...query,
    body: recordCredentials ? body : maskCredentials(body),
    headers: Object.fromEntries(headers) as Record<string, string>,
  }
}

/** A body that cannot be read to its end is the caller's fault, whatever went wrong. */
function toRefusal(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError(400, 'The request body could not be read')
}
