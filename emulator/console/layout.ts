import { html } from 'hono/html'
import type { ConsoleState } from './console-state'
import type { Html } from './html'
import { PATHS } from './paths'

/** What every page needs to know. */
export interface PageFrame {
  readonly state: ConsoleState
  /** The tenant's origin, as the browser sees it. */
  readonly origin: string
  /** What has just been done, if something was. */
  readonly notice?: string
}

/** A page of its own: the title, and what stands in its main part. */
export interface Page {
  readonly title: string
  readonly main: Html
}

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Crect width='24' height='24' rx='6' fill='%233a46c4'/%3E%3Cpath d='M5 8c3-3 6 3 9 0 2-2 4-1 5 0M5 13c3-3 6 3 9 0 2-2 4-1 5 0M5 18c3-3 6 3 9 0 2-2 4-1 5 0' fill='none' stroke='%23fff' stroke-width='2' stroke-linecap='round'/%3E%3C/svg%3E"

/** The document around a page. */
export function renderDocument({ state, origin, notice }: PageFrame, { title, main }: Page): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Local Auth0 tenant</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${PATHS.style}">
<script src="${PATHS.script}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="bar">
  <a class="brand" href="${PATHS.home}">${LOGO}<span>Local Auth0 tenant</span></a>
  <p class="where"><span class="muted">${state.tenantName}</span> <code>${origin}</code></p>
</header>
<main id="main" tabindex="-1">
<p id="notice" class="notice" role="status">${notice}</p>
${main}
</main>
</body>
</html>
`
}

const LOGO = html`<svg class="logo" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M3 7c4-4 7 4 11 0 3-3 5-1 7 0M3 13c4-4 7 4 11 0 3-3 5-1 7 0M3 19c4-4 7 4 11 0 3-3 5-1 7 0" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/></svg>`
