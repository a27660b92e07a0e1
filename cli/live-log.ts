import type { Happening } from '../emulator/index'
import { visible } from '../provider/visible-text'

type Of<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>

/** One line for an event in the tenant; for an Action, one line for each line that it logged. */
export function describeHappening(happening: Happening): string {
  switch (happening.kind) {
    case 'request':
      return describeRequest(happening)
    case 'attempt':
      return describeAttempt(happening)
    case 'action':
      return describeExecution(happening)
    case 'disabled':
      return `${now()} event stream ${nameOf(happening.stream)} was disabled: ${happening.reason}\n`
  }
}

function describeRequest({ request }: Of<'request'>): string {
  const { method, path, query = {}, status, connection } = request
  const search = new URLSearchParams(query).toString()
  const target = search === '' ? path : `${path}?${search}`
  const outcome = connection === undefined ? `${status}` : `connection broken (${connection})`
  return `${now()} ${visible(`${method} ${target}`)} ${outcome}\n`
}

function describeAttempt({ stream, delivery, attempt, attemptNumber }: Of<'attempt'>): string {
  const { duration, error_detail, error_message } = attempt
  const took = duration === undefined ? '' : ` (${Math.round(duration)} ms)`
  const head = `${now()} ${visible(delivery.event_type)} -> ${nameOf(stream)}`
  if (delivery.status === 'success') return `${head} delivered${took}\n`
  const reason = visible(error_detail ?? error_message ?? '')
  const next = delivery.status === 'failed' ? 'failed' : `attempt ${attemptNumber} failed`
  return `${head} ${next}${took}: ${reason}\n`
}

function describeExecution({ execution }: Of<'action'>): string {
  const lines = execution.logs.split('\n').filter((line) => line !== '')
  return lines.map((line) => `${now()}   console.log: ${visible(line)}\n`).join('')
}

function nameOf({ id, name = id }: Of<'disabled'>['stream']): string {
  return `"${visible(name)}"`
}

function now(): string {
  return new Date().toTimeString().slice(0, 8)
}
