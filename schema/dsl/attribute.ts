import type { Check } from './check'
import type { Type, Unknown } from './value'

interface Common {
  /** Markdown, shown in the docs and by editors. */
  readonly doc: string
  readonly sensitive?: true
  /** What the value is called in messages, where the argument's name does not read as one. */
  readonly title?: string
}

interface Checked<T> {
  readonly check?: readonly Check<T>[]
}

// What a mode does not allow is named, since a generic parameter lets properties through that its bound does not have.
type Without<
  K extends 'writeOnly' | 'keep' | 'nullable' | 'replace' | 'check' | 'equivalent' | 'fallback' | 'initial',
> = {
  readonly [N in K]?: never
}

interface Replacing {
  /** Why the object must be replaced when the value changes; completes the sentence "it cannot …". */
  readonly replace?: string
}

interface Written<T>
  extends Common,
    Checked<T>,
    Replacing,
    Without<'writeOnly' | 'keep' | 'nullable' | 'fallback' | 'initial'> {
  readonly mode: 'required' | 'optional'
  /** Whether two values mean the same to the API; then the prior one stays and nothing is planned. */
  readonly equivalent?: (a: T, b: T) => boolean
}

interface WriteOnly<T>
  extends Common,
    Checked<T>,
    Without<'keep' | 'nullable' | 'replace' | 'equivalent' | 'fallback' | 'initial'> {
  readonly mode: 'required' | 'optional'
  readonly writeOnly: true
}

interface Computed extends Common, Without<'writeOnly' | 'check' | 'replace' | 'equivalent' | 'fallback' | 'initial'> {
  readonly mode: 'computed'
  readonly keep?: true
  /** The API may have no value: null is one that an update keeps, too. */
  readonly nullable?: true
}

interface Inherited<T>
  extends Common,
    Checked<T>,
    Replacing,
    Without<'writeOnly' | 'nullable' | 'equivalent' | 'fallback'> {
  readonly mode: 'inherited'
  readonly keep: true
  /** What the API gives a new object when nothing is said. A replacement takes any other value over. */
  readonly initial?: T
}

interface Defaulted<T>
  extends Common,
    Checked<T>,
    Replacing,
    Without<'writeOnly' | 'keep' | 'nullable' | 'equivalent' | 'initial'> {
  readonly mode: 'defaulted'
  readonly fallback: T
}

/**
 * What a declaration says of an attribute. The mode decides the three inferred types and the three protocol flags, so
 * an impossible mix cannot be written:
 * `required` and `optional` come from the user alone, `computed` from the API alone, `inherited` from the user or else
 * from the API, `defaulted` from the user or else from the fallback. `keep`: an update does not change the value.
 */
export type Spec<T> = Written<T> | WriteOnly<T> | Computed | Inherited<T> | Defaulted<T>

/** The union of what any Spec may say, for readers that treat all modes alike. */
export interface AnySpec extends Common {
  readonly mode: 'required' | 'optional' | 'computed' | 'inherited' | 'defaulted'
  readonly writeOnly?: true
  readonly keep?: true
  readonly nullable?: true
  readonly replace?: string
  // biome-ignore lint/suspicious/noExplicitAny: the wildcard of the schema language; each declaration is typed by its Spec.
  readonly check?: readonly Check<any>[]
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly equivalent?: (a: any, b: any) => boolean
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly fallback?: any
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly initial?: any
  readonly values?: readonly string[]
}

/** The three flags of an attribute that its mode stands for. */
export function flagsOf({ mode }: AnySpec): { required: boolean; optional: boolean; computed: boolean } {
  return {
    required: mode === 'required',
    optional: mode === 'optional' || mode === 'inherited' || mode === 'defaulted',
    computed: mode === 'computed' || mode === 'inherited' || mode === 'defaulted',
  }
}

/**
 * Whether Terraform has to hide the value. A write-only secret is declared as sensitive, too, though it is in no plan and no state:
 * Terraform compares the marks of the state with those of the plan, and a state of the official provider, which marks such values,
 * would else plan an update that changes nothing.
 */
export function isHidden({ sensitive }: AnySpec): boolean {
  return sensitive === true
}

/** What is shown of an attribute: its doc, and the values of a closed set, in quotes, since some clients take what is in backticks for a property. */
export function describe({ doc, values }: AnySpec): string {
  return values === undefined ? doc : `${doc} One of ${values.map((value) => `"${value}"`).join(', ')}.`
}

/** One declared attribute: its Terraform type and what the declaration says. `T` is the known, non-null value. */
export interface Attr<T, S> {
  readonly kind: 'attr'
  readonly type: Type
  readonly spec: S
  readonly '~value'?: T
}

function attribute<T>(type: Type) {
  return <const S extends Spec<T>>(spec: S): Attr<T, S> => ({ kind: 'attr', type, spec })
}

/** Declares a string attribute. */
export const string = attribute<string>('string')

/** Declares a bool attribute. */
export const bool = attribute<boolean>('bool')

/** Declares a number attribute. Whole numbers beyond 2^53 are bigints; a check has to refuse fractions that are no float64. */
export const number = attribute<number | bigint>('number')

/** Declares an attribute that holds a list of strings. In configuration and plan single elements may be unknown. */
export const listOfStrings = attribute<readonly (string | Unknown)[]>(['list', 'string'])

/** Declares a string attribute that takes one of a closed set of values, all of which the API will ever know. */
export function choice<const V extends string, const S extends Spec<NoInfer<V>>>(
  values: readonly V[],
  spec: S,
): Attr<V, S & { readonly values: readonly V[] }> {
  return { kind: 'attr', type: 'string', spec: { ...spec, values } }
}

/** Declares a computed attribute that holds a list or a set of objects, the form in which data sources show nested blocks. */
export function computedObjects<T>(
  fields: { readonly [name: string]: Type },
  doc: string,
  collection: 'list' | 'set' = 'list',
): Attr<readonly T[], { readonly mode: 'computed'; readonly doc: string }> {
  return {
    kind: 'attr',
    type: [collection, ['object', fields]],
    spec: { mode: 'computed', doc },
  }
}
