import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listen, stop } from '../kit/loopback-server'

interface Note {
  readonly id: string
  readonly name: string
  readonly topic: string
  readonly text?: string
}

/** A tenant on loopback that has notes, and nothing else. */
export interface NotesServer {
  readonly origin: string
  /** Its requests so far, as `GET /api/v2/notes`. */
  readonly requests: string[]
  close(): Promise<void>
}

/** Starts a tenant without notes. */
export async function startNotesServer(): Promise<NotesServer> {
  const notes = new Map<string, Note>()
  const requests: string[] = []
  const server = createServer(async (request, response) => {
    requests.push(`${request.method} ${request.url}`)
    respond(response, change(notes, request, await bodyOf(request)))
  })
  const origin = `http://127.0.0.1:${await listen(server)}`
  return { origin, requests, close: () => stop(server) }
}

/** What a request leads to: a body, null for none, or undefined when there is no such note. */
function change(
  notes: Map<string, Note>,
  { method, url = '' }: IncomingMessage,
  body: object,
): object | null | undefined {
  const id = /^\/api\/v2\/notes\/(\w+)$/.exec(url)?.[1]
  if (method === 'POST')
    return keep(notes, { id: `note_${notes.size + 1}`, created_at: new Date().toISOString(), ...body })
  if (id === undefined) return { notes: [...notes.values()] }
  const note = notes.get(id)
  if (note !== undefined && method === 'PATCH') return keep(notes, { ...note, ...body })
  if (method !== 'DELETE') return note
  notes.delete(id)
  return null
}

function keep(notes: Map<string, Note>, note: object): Note {
  const kept = note as Note
  notes.set(kept.id, kept)
  return kept
}

async function bodyOf(request: IncomingMessage): Promise<object> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString())
}

function respond(response: ServerResponse, body: object | null | undefined): void {
  if (body === null) {
    response.writeHead(204).end()
    return
  }
  const missing = { statusCode: 404, error: 'Not Found', message: 'The note does not exist.', errorCode: 'not_found' }
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body ?? missing))
}
