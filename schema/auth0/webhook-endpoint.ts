import { type Check, carriesPassword, type Fault, quoted, refuse, warn } from '../dsl/index'

// Source of the first part: the pattern of `webhook_endpoint` in the Management API.
const ENDPOINT = /^https:\/\/[^\s/?#]+(?:[/?#][^\s\p{Cc}]*)?$/u

/** Refuses anything but an HTTPS URL, and warns about a fragment, which is never sent, and about credentials, which are not secret there. */
export const httpsEndpoint: Check<string> = (text) => {
  if (!ENDPOINT.test(text) || !URL.canParse(text)) return refuse('Invalid webhook endpoint', notAnEndpoint(text))
  return [...userInfo(text), ...fragment(text)]
}

function notAnEndpoint(text: string): string {
  const trimmed = text.trim()
  const problem = `${quoted(text)} must be a URL that starts with https:// and a host`
  if (trimmed !== text && ENDPOINT.test(trimmed))
    return `${problem}, without white space around it.\n\nRemove that, for example with trimspace().`
  return `${problem}, without white space in it.\n\nAuth0 delivers events over HTTPS only. For a handler on your own machine, use a tunnel that gives it an HTTPS address.`
}

function hostOf(text: string): string {
  return new URL(text).host
}

function userInfo(text: string): readonly Fault[] {
  return carriesPassword(text) && new URL(text).username + new URL(text).password !== ''
    ? warn(
        `Credentials in the webhook endpoint at ${hostOf(text)}`,
        'The endpoint has a user or a password before its host. An endpoint is not a secret: it is shown in plans and stored in the state.\n\nUse webhook_authorization with the method "basic" instead, and change the password.',
      )
    : []
}

function fragment(text: string): readonly Fault[] {
  return text.includes('#')
    ? warn(
        `Fragment in the webhook endpoint at ${hostOf(text)}`,
        'The endpoint has a fragment (from "#" on), which no HTTP client sends, so the handler never gets it.\n\nRemove it, or write %23 for a "#" that belongs to the path or the query.',
      )
    : []
}
