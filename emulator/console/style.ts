import { PALETTES, toProperties } from './palette'

/** The console's style sheet. */
export const STYLE = `
:root { color-scheme: light dark; ${toProperties(PALETTES.light)} }
@media (prefers-color-scheme: dark) { :root { ${toProperties(PALETTES.dark)} } }
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
code, pre, .mono, textarea.mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.86em; }
code { overflow-wrap: anywhere; }
h1, h2, h3, p, dl, dd, ul, pre, table, fieldset { margin: 0; padding: 0; }
ul { list-style: none; }
h1 { font-size: 1.625rem; line-height: 1.25; letter-spacing: -0.015em; overflow-wrap: anywhere; }
h2 { font-size: 1.0625rem; line-height: 1.35; }
h3 { font-size: 0.9375rem; }
a { color: var(--accent); text-underline-offset: 0.18em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
.muted { color: var(--muted); }
.small { font-size: 0.8125rem; }
.number { font-variant-numeric: tabular-nums; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--surface); padding: 0.5rem 1rem; border-radius: 6px; }
.skip:focus { top: 0.5rem; z-index: 1; }

.bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.25rem 1.5rem;
  padding: 0.75rem max(1.5rem, (100vw - 72rem) / 2); background: var(--surface); border-bottom: 1px solid var(--line); }
.brand { display: flex; align-items: center; gap: 0.625rem; color: inherit; font-weight: 650; text-decoration: none; }
.brand:hover span { text-decoration: underline; }
.logo { width: 1.5rem; height: 1.5rem; color: var(--accent); }
main { display: block; max-width: 75rem; margin: 0 auto; padding: 1.25rem 1.5rem 4rem; }
.crumbs { margin-bottom: 0.375rem; font-size: 0.875rem; }
.heading { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.75rem 1.5rem; margin-bottom: 1.25rem; }
.heading > div:first-child { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.875rem; min-width: 0; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.625rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 19.5rem; gap: 1.25rem; align-items: start; }
.stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
@media (max-width: 60rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; min-width: 0; }
.card > header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem 1rem; padding: 0.875rem 1.125rem; }
.card > .body { padding: 0 1.125rem 1.125rem; }
.card > .empty { padding: 2.25rem 1.125rem 2.5rem; text-align: center; display: grid; gap: 0.625rem; justify-items: center; }
.empty p { max-width: 34rem; }
.notice:empty { display: none; }
.notice { margin-bottom: 1rem; padding: 0.625rem 1rem; border-radius: 8px; background: var(--good-soft); color: var(--good); font-weight: 550; }
.notice.bad, .summary { background: var(--bad-soft); color: var(--bad); }
.summary { max-width: 46rem; margin-bottom: 1.25rem; padding: 0.875rem 1.125rem; border-radius: 8px; }
.summary a { color: inherit; }

table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: 0.8125rem; font-weight: 550; color: var(--muted); background: var(--soft); white-space: nowrap; }
th, td { padding: 0.5625rem 0.75rem; vertical-align: top; }
tbody td, tbody th { border-top: 1px solid var(--line); background: none; }
tbody th { font-size: inherit; font-weight: 600; color: inherit; white-space: normal; }
tbody th code { font-weight: 400; white-space: nowrap; }
.target { display: block; min-width: 15rem; }
th:first-child, td:first-child { padding-left: 1.125rem; }
th:last-child, td:last-child { padding-right: 1.125rem; }
td.end, th.end { text-align: right; }
td > details > summary { white-space: nowrap; }
td > details > summary > .error-text { display: block; white-space: normal; }
.more { display: none; }
tr:has(details[open]) + .more { display: table-row; }
.more > td { border-top: 0; padding-top: 0; }
.more-columns { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 1.25rem; }
.more .inner td:nth-child(-n+2) { white-space: nowrap; }
.scroll { position: relative; overflow-x: auto; }
.card > .scroll:last-child { border-radius: 0 0 10px 10px; }
.card > .scroll:only-child { border-radius: 10px; }
.card .inner th, .card .inner td { padding: 0.25rem 1rem 0.25rem 0; background: none; }
.inner { width: auto; margin: 0.5rem 0 0.75rem; }

.pill { display: inline-flex; align-items: center; gap: 0.4em; padding: 0.0625rem 0.625rem; border-radius: 99px; font-size: 0.8125rem; font-weight: 600; white-space: nowrap; background: var(--soft); color: var(--muted); }
.pill::before { content: ""; width: 0.5em; height: 0.5em; border-radius: 50%; background: currentColor; }
.pill.good { background: var(--good-soft); color: var(--good); }
.pill.bad { background: var(--bad-soft); color: var(--bad); }
.pill.bad::before { border-radius: 1px; }
.pill.busy { background: var(--busy-soft); color: var(--busy); }
.pill.off::before { background: none; border: 2px solid currentColor; }
.tag { display: inline-block; padding: 0.0625rem 0.5rem; border-radius: 5px; background: var(--soft); color: var(--text); font-size: 0.8125rem; white-space: nowrap; }
.tags { display: flex; flex-wrap: wrap; gap: 0.25rem; }
.error-text { color: var(--bad); overflow-wrap: anywhere; }
.facts { display: grid; gap: 0.75rem; }
.facts dt { font-size: 0.8125rem; color: var(--muted); }
.facts dd { overflow-wrap: anywhere; }
details > summary { cursor: pointer; width: fit-content; }
pre { overflow: auto; max-height: 22rem; padding: 0.75rem 0.875rem; border-radius: 8px; background: var(--soft); line-height: 1.45; }

.button { display: inline-flex; align-items: center; gap: 0.375rem; padding: 0.375rem 0.875rem; border: 1px solid var(--control); border-radius: 7px; background: var(--surface); color: var(--text); font: inherit; font-size: 0.875rem; font-weight: 550; text-decoration: none; cursor: pointer; white-space: nowrap; }
.button:hover { background: var(--soft); }
.button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.button.main:hover { filter: brightness(1.08); }
.button.danger { color: var(--bad); border-color: var(--bad); }
.button.slim { padding: 0.125rem 0.625rem; font-size: 0.8125rem; }
.button[aria-disabled="true"] { opacity: 0.6; cursor: default; }
form.narrow { max-width: 46rem; padding: 1.375rem 1.5rem 1.5rem; display: grid; gap: 1.375rem; }
.field { display: grid; gap: 0.25rem; justify-items: start; }
.field > label, legend { font-weight: 600; }
fieldset { border: 0; min-width: 0; display: grid; gap: 0.5rem; }
legend { padding: 0; margin-bottom: 0.25rem; }
input[type="text"], input[type="password"], select, textarea { width: 100%; padding: 0.4375rem 0.6875rem; border: 1px solid var(--control); border-radius: 7px; background: var(--surface); color: inherit; font: inherit; }
textarea.mono { min-height: 17rem; line-height: 1.5; tab-size: 2; resize: vertical; white-space: pre; overflow: auto; }
input[type="checkbox"], input[type="radio"] { width: 1rem; height: 1rem; margin: 0; accent-color: var(--accent); flex: none; }
[aria-invalid="true"] { border-color: var(--bad); box-shadow: inset 0 0 0 1px var(--bad); }
.choice { display: inline-flex; align-items: center; gap: 0.5rem; }
.kinds { columns: 18rem 2; column-gap: 1.5rem; }
.kinds fieldset { gap: 0.1875rem; margin-bottom: 1rem; break-inside: avoid; }
.kinds legend { font-size: 0.8125rem; font-weight: 600; color: var(--muted); }
.method { display: none; gap: 0.875rem; }
form:has([name="method"][value="bearer"]:checked) .method.bearer,
form:has([name="method"][value="basic"]:checked) .method.basic,
form:has([name="method"][value="custom_header"]:checked) .method.custom_header { display: grid; }

.chart { display: block; width: 100%; height: auto; }
.chart text { font-size: 11px; fill: var(--muted); }
.chart .grid { stroke: var(--line); }
.chart .good { fill: var(--good); }
.chart .bad { fill: var(--bad); }
.chart .none { fill: var(--line); }
.legend { display: flex; gap: 1rem; font-size: 0.8125rem; }
.legend span::before { content: ""; display: inline-block; width: 0.75em; height: 0.75em; margin-right: 0.4em; border-radius: 2px; background: currentColor; }
.legend .good { color: var(--good); }
.legend .bad { color: var(--bad); }
.exports { white-space: pre; }
.output { white-space: pre-wrap; }
@media (prefers-reduced-motion: no-preference) { .button, .pill { transition: background-color 0.15s, color 0.15s; } }
@media (forced-colors: active) { .pill, .tag, .card { border: 1px solid; } }
`
