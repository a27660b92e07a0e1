import { answeredStream, withTenant } from './fixtures'
import { type Answer, json } from './tenant'

/** A list of one stream that was created when it is first asked for: always after the create began. */
export function listed(rest: object = {}): Answer {
  return (response, nth, seen) =>
    json(200, { eventStreams: [answeredStream({ created_at: new Date().toISOString(), ...rest })] })(
      response,
      nth,
      seen,
    )
}

/** Answers by the request's method; a PATCH with the stream, unless another answer is given. */
export function byMethod(answers: Readonly<Record<string, Answer>>): Answer {
  return (response, nth, seen) => {
    const all: Readonly<Record<string, Answer>> = { PATCH: json(200, answeredStream()), ...answers }
    all[seen.method]?.(response, nth, seen)
  }
}

/** What becomes of a create whose answer was lost, on a tenant that lists this. */
export function createOn<Result>(
  post: Answer,
  get: Answer,
  run: Parameters<typeof withTenant<Result>>[1],
): Promise<Result> {
  return withTenant({ api: byMethod({ POST: post, GET: get }) }, run, { timeoutMs: 200 })
}
