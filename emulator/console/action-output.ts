import { html } from 'hono/html'
import { ACTION_EXECUTIONS } from '../actions/action-store'
import type { ActionExecution } from '../actions/execution-log'
import type { EventStream } from '../event-streams/event-stream-store'
import type { ConsoleState } from './console-state'
import type { Html } from './html'
import { timeOf } from './parts'

/** How many executions are shown; `GET /__emulator/actions/{id}/executions` has more. */
const SHOWN = 10

/** What a stream's action wrote with `console.log`, the latest execution first; nothing for another destination. */
export function renderActionOutput(state: ConsoleState, { destination }: EventStream): Html | undefined {
  if (destination.type !== 'action') return undefined
  const all = state.storage
    .collection<readonly ActionExecution[]>(ACTION_EXECUTIONS)
    .get(destination.configuration.action_id)
  const executions = (all ?? []).slice(-SHOWN).reverse()
  return html`<section class="card" aria-labelledby="output-title"><header><h2 id="output-title">Console output</h2></header>
${
  executions.length === 0
    ? EMPTY
    : html`<div class="scroll"><table><thead><tr><th scope="col">Time</th><th scope="col">Outcome</th><th scope="col">console.log</th></tr></thead>
<tbody>${executions.map(row)}</tbody></table></div>`
}</section>`
}

const EMPTY = html`<p class="body muted">The Action has not run yet.</p>`

function row({ at, event_id, status, error, logs }: ActionExecution): Html {
  return html`<tr data-key="${event_id} ${at}"><td>${timeOf(at)}</td>
<td>${status === 'succeeded' ? 'Succeeded' : html`<span class="error-text">${error ?? 'Failed'}</span>`}</td>
<td>${logs === '' ? html`<span class="muted">nothing</span>` : html`<code class="output">${logs.trimEnd()}</code>`}</td></tr>`
}
