import { html } from 'hono/html'
import type { DestinationType } from '../event-streams/destination'
import { AWS_REGIONS } from '../eventbridge/aws-regions'
import { EVENT_TYPES } from '../events/event-types'
import { describedBy, type FormState, faultOf, labeled, selectField, textField, tick } from './form-controls'
import type { Html } from './html'
import type { Page } from './layout'
import { DESTINATION_NAMES } from './parts'
import { PATHS } from './paths'
import { FIELDS, methodOf, textOf } from './stream-draft'

/** The form that creates a stream to one kind of destination: the fields that Auth0's Dashboard asks for. */
export function renderForm(form: FormState): Page {
  const { type } = form.draft
  const title = `New stream to ${type === 'webhook' ? 'a' : 'an'} ${type === 'webhook' ? 'webhook' : DESTINATION_NAMES[type]}`
  const isFaulty = Object.keys(form.faults).length > 0
  const main = html`<p class="crumbs"><a href="${PATHS.home}">Event streams</a></p>
<div class="heading"><div><h1>${title}</h1></div></div>
${isFaulty && summary(form)}
<form class="card narrow" method="post" action="${PATHS.create(type)}" novalidate>
${textField(form, { field: 'name', label: 'Name', hint: 'Must be unique in the tenant.' })}
${DESTINATION_FIELDS[type](form)}
${eventTypes(form)}
${type === 'action' && codeField(form)}
<div class="row"><button class="button main">Create stream</button><a class="button" href="${PATHS.home}">Cancel</a></div>
</form>`
  return { title: isFaulty ? `Not created: ${title}` : title, main }
}

/** What is wrong, with a way to each field. It has the focus. */
function summary({ faults }: FormState): Html {
  const faulty = FIELDS.filter((field) => faults[field] !== undefined)
  return html`<div class="summary" role="alert" tabindex="-1" autofocus><h2>The stream was not created</h2>
${faults.form !== undefined && html`<p>${faults.form}</p>`}
<ul>${faulty.map((field) => html`<li><a href="#${field}">${faults[field]}</a></li>`)}</ul></div>`
}

const DESTINATION_FIELDS = {
  webhook: (form) => html`${textField(form, {
    field: 'webhook_endpoint',
    label: 'Endpoint',
    hint: html`The address that events are posted to, such as <code>https://example.com/webhook</code>`,
  })}
${authorization(form)}`,
  eventbridge: (form) => html`${textField(form, {
    field: 'aws_account_id',
    label: 'AWS account ID',
    hint: 'The 12 digits of the account that events are sent to',
  })}
${selectField(form, { field: 'aws_region', label: 'AWS region', hint: 'The region of your event bus' }, AWS_REGIONS)}`,
  action: () => html``,
} satisfies Record<DestinationType, (form: FormState) => Html>

/** The fields of the methods that are not chosen are hidden by the style sheet. */
function authorization(form: FormState): Html {
  const chosen = methodOf(form.draft)
  function radio(value: string, label: string) {
    return tick('radio', { name: 'method', value, isOn: value === chosen }, label)
  }
  return html`<fieldset id="method"${describedBy(form, 'method', false)}><legend>Authentication method</legend>
<div class="row">${radio('bearer', 'Bearer token')} ${radio('basic', 'Basic')} ${radio('custom_header', 'Custom header')}</div>${faultOf(form, 'method')}</fieldset>
<div class="method bearer">${textField(form, { field: 'token', label: 'Authorization token' }, 'password')}</div>
<div class="method basic">${textField(form, { field: 'username', label: 'Username' })}${textField(form, { field: 'password', label: 'Password' }, 'password')}</div>
<div class="method custom_header">${textField(form, { field: 'header_key', label: 'Header name' })}${textField(form, { field: 'header_value', label: 'Header value' }, 'password')}</div>`
}

function eventTypes(form: FormState): Html {
  const chosen = new Set(form.draft.values.getAll('event_types'))
  function box(type: string) {
    return tick('checkbox', { name: 'event_types', value: type, isOn: chosen.has(type) }, type)
  }
  return html`<fieldset id="event_types"${describedBy(form, 'event_types', false)} tabindex="-1"><legend>Event types</legend>${faultOf(form, 'event_types')}
<div class="kinds">${EVENT_FAMILIES.map(([name, types]) => html`<fieldset><legend>${name}</legend>${types.map(box)}</fieldset>`)}</div></fieldset>`
}

/** The event types by their first word, that of users first. */
const EVENT_FAMILIES = [...new Set(['user', ...EVENT_TYPES.map((type) => type.replace(/\..*/, ''))])].map(
  (family): [string, readonly string[]] => [family, EVENT_TYPES.filter((type) => type.startsWith(`${family}.`))],
)

function codeField(form: FormState): Html {
  const hint = html`Runs for each event. Returning means delivered; throwing means failed, and the event is tried again.`
  const control = html`<textarea class="mono" id="code" name="code" rows="16" spellcheck="false" autocapitalize="off" wrap="off"${describedBy(form, 'code', true)}>
${textOf(form.draft, 'code')}</textarea>`
  return labeled(form, { field: 'code', label: 'Action code', hint }, control)
}

/** What the code editor holds at first: the handler that Auth0's documentation shows. */
export const CODE_TEMPLATE = `/**
 * Handler that will be called during the execution of an Event Stream.
 * @param {Event} event - Details about the Cloud Event.
 * @param {EventStreamAPI} api - Interface whose methods can be used to handle the event.
 */
exports.onExecuteEventStream = async (event, api) => {
  const { type, data } = event.message;

  console.log(\`Received event: \${type}\`);

  // To have the event tried again, throw an error or call api.message.fail('reason').
  if (!data) throw new Error('No data received');
};
`
