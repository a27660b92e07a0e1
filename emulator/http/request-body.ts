import { isJsonObject, type Json, parseJson } from '../json'
import { ApiError } from './api-error'

/** The largest body that is read: one mebibyte, the usual bound of the server framework Auth0's errors point to. */
const LARGEST_BODY_BYTES = 1_048_576

/** The text of a request's body. Throws a 413 `ApiError` as soon as too much has come. */
export async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST_BODY_BYTES) throw tooLarge()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > LARGEST_BODY_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** A Management API body. JSON unless the content type says otherwise; a form is read as flat fields. */
export function parseText(text: string, contentType: string): Json {
  if (text === '') return null
  if (isForm(contentType)) return Object.fromEntries(new URLSearchParams(text))
  if (contentType !== '' && !/^application\/([^;]+\+)?json\b/i.test(contentType)) {
    throw new ApiError(415, 'Unsupported Media Type')
  }
  try {
    return parseJson(text)
  } catch {
    throw new ApiError(400, 'Invalid request payload JSON format', { errorCode: 'invalid_body' })
  }
}

/** A body as the request log keeps it: parsed where that is possible. */
export function describeBody(text: string, contentType: string): Json {
  try {
    return parseText(text, contentType)
  } catch {
    return text
  }
}

/** Fields of a token request that prove who a client is. */
const CREDENTIALS = ['client_secret', 'client_assertion']

/** A body with the credentials of a client masked. */
export function maskCredentials(body: Json): Json {
  if (!isJsonObject(body)) return body
  const masked = CREDENTIALS.filter((name) => Object.hasOwn(body, name)).map((name) => [name, '***'])
  return masked.length === 0 ? body : { ...body, ...Object.fromEntries(masked) }
}

function isForm(contentType: string): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(contentType)
}

function tooLarge(): ApiError {
  return new ApiError(413, `Payload content length greater than maximum allowed: ${LARGEST_BODY_BYTES}`)
}
