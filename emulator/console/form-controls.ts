import { html } from 'hono/html'
import type { Html } from './html'
import { type Draft, type Faults, type Field, textOf } from './stream-draft'

/** A form that is being filled in: what is in it, and what is wrong with that. */
export interface FormState {
  readonly draft: Draft
  readonly faults: Faults
}

/** How one field is shown. */
interface FieldText {
  readonly field: Field
  readonly label: string
  readonly hint?: string | Html
}

/** What a control needs so that a screen reader tells its hint and its fault. */
export function describedBy({ faults }: FormState, field: Field, hasHint: boolean): Html {
  const ids = [hasHint && `${field}-hint`, faults[field] !== undefined && `${field}-fault`].filter(Boolean).join(' ')
  return html`${ids !== '' && html` aria-describedby="${ids}"`}${faults[field] !== undefined && html` aria-invalid="true"`}`
}

/** A field's fault, where the field says it is. */
export function faultOf({ faults }: FormState, field: Field): Html {
  const fault = faults[field]
  return html`${fault !== undefined && html`<p class="error-text" id="${field}-fault">${fault}</p>`}`
}

/** A labeled control with its hint and its fault. */
export function labeled(form: FormState, { field, label, hint }: FieldText, control: Html): Html {
  return html`<div class="field"><label for="${field}">${label}</label>
${hint !== undefined && html`<p class="muted small" id="${field}-hint">${hint}</p>`}${control}${faultOf(form, field)}</div>`
}

/** A line of text. Browsers are asked not to keep or complete it, since streams are not the person's own data. */
export function textField(form: FormState, text: FieldText, type: 'text' | 'password' = 'text'): Html {
  const { field, hint } = text
  const control = html`<input type="${type}" id="${field}" name="${field}" value="${textOf(form.draft, field)}" autocomplete="off" autocapitalize="off" spellcheck="false"${describedBy(form, field, hint !== undefined)}>`
  return labeled(form, text, control)
}

/** One of several texts. */
export function selectField(form: FormState, text: FieldText, choices: readonly string[]): Html {
  const { field, hint } = text
  const chosen = textOf(form.draft, field)
  const options = choices.map((choice) => html`<option${choice === chosen && html` selected`}>${choice}</option>`)
  const control = html`<select id="${field}" name="${field}"${describedBy(form, field, hint !== undefined)}><option value="">Choose…</option>${options}</select>`
  return labeled(form, text, control)
}

/** A tick, alone or one of a group of which one can be chosen. */
export function tick(
  kind: 'checkbox' | 'radio',
  place: { name: Field; value: string; isOn: boolean },
  label: string,
): Html {
  const { name, value, isOn } = place
  return html`<label class="choice"><input type="${kind}" name="${name}" value="${value}"${isOn && html` checked`}> ${label}</label>`
}
