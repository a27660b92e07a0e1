import { type Check, refuse } from '../dsl/index'

/** Refuses a credential with a line end, as one that is read from a file has it. An empty one counts as not set. */
export const withoutLineEnd =
  (what: string): Check<string> =>
  (text) =>
    text === text.trim()
      ? []
      : refuse(
          `Invalid ${what}`,
          `The ${what} begins or ends with white space or a line break, which Auth0 does not accept.\n\nRemove it, for example with trimspace(file("secret.txt")).`,
        )

/** Refuses a Management API access token that no HTTP header can carry. */
export const tokenText: Check<string> = (token) => {
  const around = withoutLineEnd('API token')(token)
  if (around.length > 0 || /^[\u0021-\u007e]*$/.test(token)) return around
  return refuse(
    'Invalid API token',
    'The API token has white space, control characters or characters beyond ASCII in it, which no access token of Auth0 has.\n\nCopy it again, in one piece.',
  )
}
