import { html } from 'hono/html'
import { isJsonObject, type JsonObject } from '../json'
import type { Html } from './html'
import { count, dayOf } from './parts'

/** What a day's deliveries came to. */
interface Day {
  /** `2026-11-22`. */
  readonly date: string
  readonly successful: number
  readonly failed: number
}

const WIDTH = 760
const HEIGHT = 180
/** Room for the numbers at the left, the dates below, and half a line of text above. */
const PLOT = { left: 36, right: WIDTH - 4, top: 10, bottom: HEIGHT - 24 } as const

/** How many days are shown. The statistics begin within a day, whose rest would look like a poor day. */
const SHOWN_DAYS = 14

/** Reads the response of `GET /event-streams/{id}/stats` day by day. */
export function readDays({ buckets, metrics }: JsonObject): Day[] {
  const successful = seriesOf(metrics, 'auth0.event_streams.successful_deliveries')
  const failed = seriesOf(metrics, 'auth0.event_streams.failed_deliveries')
  const starts = Array.isArray(buckets) ? buckets : []
  const days = starts.map((start, at) => ({
    date: String(start).slice(0, 10),
    successful: successful[at] ?? 0,
    failed: failed[at] ?? 0,
  }))
  return days.slice(-SHOWN_DAYS)
}

/** Deliveries by day: bars of what succeeded, with what failed on top, and the same numbers as a table. */
export function renderChart(days: readonly Day[]): Html {
  const sums = { successful: sum(days, 'successful'), failed: sum(days, 'failed') }
  const title = `${count(sums.successful)} delivered and ${count(sums.failed)} failed in ${days.length} days`
  return html`<section class="card" aria-labelledby="chart-title">
<header><h2 id="chart-title">Last ${days.length} days</h2>
<p class="legend number"><span class="good">${count(sums.successful)} delivered</span><span class="bad">${count(sums.failed)} failed</span></p></header>
<div class="body">
<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">${HATCHING}${bars(days)}</svg>
<details data-key="chart-table"><summary class="small">Show the numbers as a table</summary>
<div class="scroll"><table class="inner number"><thead><tr><th scope="col">Day</th><th scope="col" class="end">Delivered</th><th scope="col" class="end">Failed</th></tr></thead>
<tbody>${days.map(tableRow)}</tbody></table></div></details>
</div></section>`
}

/** Stripes, so that what failed can be told without seeing its color. */
const HATCHING = html`<defs><pattern id="stripes" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="bad" width="3.4" height="5"/></pattern></defs>`

function bars(days: readonly Day[]): Html[] {
  const top = niceCeiling(Math.max(1, ...days.map(({ successful, failed }) => successful + failed)))
  function toY(value: number) {
    return round(PLOT.bottom - (value / top) * (PLOT.bottom - PLOT.top))
  }
  const step = (PLOT.right - PLOT.left) / Math.max(1, days.length)
  const lines = [0, top / 2, top].map(
    (value) => html`<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${toY(value)}" y2="${toY(value)}"/>
<text x="${PLOT.left - 8}" y="${toY(value) + 4}" text-anchor="end">${count(value)}</text>`,
  )
  return [
    ...lines,
    ...days.map((day, at) =>
      bar(day, { x: PLOT.left + at * step, step, toY, isLabeled: (days.length - 1 - at) % 2 === 0 }),
    ),
  ]
}

interface Place {
  readonly x: number
  readonly step: number
  readonly toY: (value: number) => number
  readonly isLabeled: boolean
}

function bar({ date, successful, failed }: Day, { x, step, toY, isLabeled }: Place): Html {
  const [left, width] = [round(x + step * 0.19), round(step * 0.62)]
  const good = { y: toY(successful), height: round(PLOT.bottom - toY(successful)) }
  const bad = { y: toY(successful + failed), height: round(toY(successful) - toY(successful + failed)) }
  const middle = round(x + step / 2)
  return html`<g><title>${dayOf(date)}: ${count(successful)} delivered, ${count(failed)} failed</title>
<rect fill="transparent" x="${round(x)}" y="${PLOT.top}" width="${round(step)}" height="${PLOT.bottom - PLOT.top}"/>
${successful + failed === 0 && html`<rect class="none" x="${left}" y="${PLOT.bottom - 2}" width="${width}" height="2"/>`}
${successful > 0 && html`<rect class="good" x="${left}" y="${good.y}" width="${width}" height="${Math.max(1, good.height)}" rx="2"/>`}
${failed > 0 && html`<rect fill="url(#stripes)" x="${left}" y="${Math.min(bad.y, good.y - 3)}" width="${width}" height="${Math.max(3, bad.height)}"/>`}
${isLabeled && html`<text x="${middle}" y="${HEIGHT - 6}" text-anchor="middle">${dayOf(date)}</text>`}</g>`
}

function tableRow({ date, successful, failed }: Day): Html {
  return html`<tr><th scope="row">${date}</th><td class="end">${count(successful)}</td><td class="end">${count(failed)}</td></tr>`
}

function seriesOf(metrics: JsonObject[string], name: string): number[] {
  const metric = Array.isArray(metrics)
    ? metrics.find((each) => isJsonObject(each) && each['name'] === name)
    : undefined
  const data = isJsonObject(metric) ? metric['data'] : undefined
  return Array.isArray(data) ? data.map(Number) : []
}

function sum(days: readonly Day[], key: 'successful' | 'failed'): number {
  return days.reduce((total, day) => total + day[key], 0)
}

/** The next round even number: 2, 4, 6, 8, 10, 20, 40, 60, 80, 100… */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * power >= value) ?? 10
  return Math.max(2, step * power)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
