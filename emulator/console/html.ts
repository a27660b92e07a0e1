import type { html } from 'hono/html'

/** A piece of HTML: whatever a template of `hono/html` was given has been escaped. */
export type Html = ReturnType<typeof html>
