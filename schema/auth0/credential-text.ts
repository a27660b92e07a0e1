import { type Check, refuse } from '../dsl/index'

/** Refuses a credential with surrounding white space, as a value read from a file often has. An empty one counts as not set. */
export function withoutLineEnd(what: string): Check<string> {
  return (text) =>
    text === text.trim()
      ? []
      : refuse(
          `Invalid ${what}`,
          `The ${what} begins or ends with white space or a line break, which Auth0 does not accept.\n\nRemove it, for example with trimspace(file("secret.txt")).`,
        )
}

/** Refuses a Management API access token that is not valid in an HTTP header. */
export const tokenText: Check<string> = (token) => {
  const around = withoutLineEnd('API token')(token)
  if (around.length > 0 || /^[\u0021-\u007e]*$/.test(token)) return around
  return refuse(
    'Invalid API token',
    'The API token contains white space, control characters or non-ASCII characters, which Auth0 access tokens never do.\n\nCopy the whole token again.',
  )
}
