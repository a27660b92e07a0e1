/** A piece of HTML that is safe to show: everything that came from outside has been escaped. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What a template takes. Text is escaped, lists are joined, nothing and `false` leave no trace. */
export type HtmlValue = Html | string | number | false | undefined | readonly HtmlValue[]

/** A template whose values are escaped, also for use inside quoted attributes. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(strings.reduce((text, next, at) => text + toText(values[at - 1]) + next))
}

function toText(value: HtmlValue): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(toText).join('')
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
