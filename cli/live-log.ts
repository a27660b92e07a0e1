import type { Happening } from '../emulator/index'

type Of<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>

/** One line, or with an action's console some, for something that a tenant did. */
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
  return `${now()} ${plain(`${method} ${target}`)} ${outcome}\n`
}

function describeAttempt({ stream, delivery, attempt, attemptNumber }: Of<'attempt'>): string {
  const { duration, error_detail, error_message } = attempt
  const took = duration === undefined ? '' : ` (${Math.round(duration)} ms)`
  const head = `${now()} ${plain(delivery.event_type)} -> ${nameOf(stream)}`
  if (delivery.status === 'success') return `${head} delivered${took}\n`
  const reason = plain(error_detail ?? error_message ?? '')
  const next = delivery.status === 'failed' ? 'failed' : `attempt ${attemptNumber} failed`
  return `${head} ${next}${took}: ${reason}\n`
}

function describeExecution({ execution }: Of<'action'>): string {
  const lines = execution.logs.split('\n').filter((line) => line !== '')
  return lines.map((line) => `${now()}   console.log: ${plain(line)}\n`).join('')
}

function nameOf({ id, name = id }: Of<'disabled'>['stream']): string {
  return `"${plain(name)}"`
}

function now(): string {
  return new Date().toTimeString().slice(0, 8)
}

/** A text without what a terminal would obey: control characters and marks of direction are written as escapes. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
