/** Replaces a secret. */
const MASK = '***'

/** Shorter strings are not masked: they occur in ordinary text, and are too short to be secret. */
const MIN_SECRET_CHARACTERS = 4

/** Replaces secrets in text. */
export interface SecretMask {
  add(secret: string): void
  apply(text: string): string
}

/** An empty mask. Each secret is also found in its JSON-escaped and in its URL-encoded forms. */
export function createSecretMask(): SecretMask {
  const secrets = new Set<string>()
  // Computed when a line is written: every call of a large plan adds secrets, and few calls write lines.
  let forms: readonly string[] | undefined = []
  return {
    add(secret) {
      if (secret.length < MIN_SECRET_CHARACTERS || secrets.has(secret)) return
      secrets.add(secret)
      forms = undefined
    },
    apply(text) {
      // Longest first: masking a secret inside another one would leave the rest of the longer one visible.
      forms ??= [...new Set([...secrets].flatMap(writtenForms))].sort((a, b) => b.length - a.length)
      return forms.reduce((masked, form) => masked.replaceAll(form, MASK), text)
    },
  }
}

function writtenForms(secret: string): string[] {
  const escaped = JSON.stringify(secret).slice(1, -1)
  const formEncoded = new URLSearchParams([['', secret]]).toString().slice(1)
  return [secret, escaped, formEncoded, formEncoded.replaceAll('+', '%20')]
}
