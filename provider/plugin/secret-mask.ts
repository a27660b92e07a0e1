import { formsOf } from '../secret-forms'

/** Replaces a secret. */
const MASK = '***'

/** Replaces secrets in text. */
export interface SecretMask {
  add(secret: string): void
  apply(text: string): string
}

/** An empty mask. Each secret is also found in the other forms in which it may be written. */
export function createSecretMask(): SecretMask {
  const secrets = new Set<string>()
  // Computed when a line is written: every call of a large plan adds secrets, and few calls write lines.
  const pending: string[] = []
  let forms: readonly string[] = []
  return {
    add(secret) {
      if (secrets.has(secret)) return
      secrets.add(secret)
      pending.push(secret)
    },
    apply(text) {
      if (pending.length > 0) {
        // Longest first: masking a secret inside another one would leave the rest of the longer one visible.
        forms = [...new Set([...forms, ...pending.splice(0).flatMap(formsOf)])].sort((a, b) => b.length - a.length)
      }
      return forms.reduce((masked, form) => masked.replaceAll(form, MASK), text)
    },
  }
}
