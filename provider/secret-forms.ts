/** Shorter texts are not masked: that would make ordinary text unreadable. */
const SHORTEST_SECRET = 4

/** Lines of a longer secret, and parts of its base64, may be ordinary text when they are shorter. */
const SHORTEST_PART = 8

/**
 * The forms in which a secret may be written by what echoes it, the longest first: as it is, escaped for JSON, HTML or a URL, as
 * base64, also amid other text, and each of its lines.
 */
export function formsOf(secret: string): readonly string[] {
  const parts = [...base64FormsOf(secret), ...linesOf(secret)].filter((part) => part.length >= SHORTEST_PART)
  const forms = new Set([secret, ...jsonFormsOf(secret), ...htmlFormsOf(secret), ...urlFormsOf(secret), ...parts])
  // A form that contains another one must not leave its own rest behind.
  return [...forms].filter((form) => form.length >= SHORTEST_SECRET).sort((a, b) => b.length - a.length)
}

/** In JSON, as JavaScript, Go, Python and PHP write it, and in JSON within JSON. */
function jsonFormsOf(secret: string): readonly string[] {
  const plain = inJson(secret)
  const forms = [
    plain,
    plain.replace(/[<>&]/g, unicodeEscape),
    plain.replace(/[^\p{ASCII}]/gu, (letter) =>
      [...letter].flatMap((part) => part.split('').map(unicodeEscape)).join(''),
    ),
    plain.replaceAll('/', '\\/'),
  ]
  return forms.flatMap((form) => [form, inJson(form)])
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function htmlFormsOf(secret: string): readonly string[] {
  const escaped = secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
  return [escaped, ...['&#39;', '&#x27;', '&apos;'].map((quote) => escaped.replaceAll("'", quote))]
}

/** In the path and in the query of a URL. */
function urlFormsOf(secret: string): readonly string[] {
  return [encoded(secret), new URLSearchParams([['', secret]]).toString().slice(1)]
}

function encoded(text: string): string {
  try {
    return encodeURIComponent(text)
  } catch {
    // Half of a surrogate pair cannot be in a URL.
    return text
  }
}

/** The base64 of a secret, and what of it stays the same amid other text, such as after the user name of basic authentication. */
function base64FormsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  const amid = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '')
    // The first and the last letter of a group of bytes hold bits of what is beside them.
    const first = Math.ceil((before * 8) / 6)
    const last = Math.floor(((before + bytes.length) * 8) / 6)
    return text.slice(first, last)
  })
  const whole = bytes.toString('base64')
  return [whole, whole.replaceAll('=', ''), ...amid].flatMap((form) => [
    form,
    form.replaceAll('+', '-').replaceAll('/', '_'),
  ])
}

/** The lines of a secret of several lines, except for those that only begin or end a PEM text. */
function linesOf(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n|\\n/)
  return lines.length === 1 ? [] : lines.map((line) => line.trim()).filter((line) => !line.startsWith('-----'))
}
