/**
 * What is known of a value before it is known. Source: the "refined unknown values" of Terraform's object wire format.
 * Bounds are pairs of the bound and whether the bound itself is possible.
 */
export interface Refinement {
  readonly isNull?: boolean
  readonly stringPrefix?: string
  readonly numberMin?: readonly [number | bigint | Decimal, boolean]
  readonly numberMax?: readonly [number | bigint | Decimal, boolean]
  readonly lengthMin?: number
  readonly lengthMax?: number
}

/** A value that Terraform will learn later ("known after apply"). Compare with `isUnknown`, since refined ones are distinct objects. */
export class Unknown {
  readonly refinement: Refinement | undefined
  // Nominal: a plain object with a refinement is not an unknown value.
  private readonly brand = 'unknown'

  constructor(refinement?: Refinement) {
    this.refinement = refinement
  }

  /** Shows the value as Terraform shows it. */
  toString(): string {
    return `(${this.brand})`
  }
}

/** The unknown value of which nothing at all is known. */
export const UNKNOWN = new Unknown()

/** Whether Terraform does not know the value yet. */
export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown
}

/**
 * A number that no JavaScript number or bigint holds without loss, such as 0.1, as canonical decimal text:
 * no exponent, no trailing zero, no leading plus. Terraform computes with 512 bits, so 0.1 is not a float64.
 */
export class Decimal {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  /** The decimal text. */
  toString(): string {
    return this.text
  }
}

/** Any value of any Terraform type. Sets and tuples are arrays; objects and maps are plain objects. */
export type Value =
  | null
  | boolean
  | string
  | number
  | bigint
  | Decimal
  | Unknown
  | Dynamic
  | readonly Value[]
  | { readonly [name: string]: Value }

/** A value that carries its own type, where the schema says `dynamic`. */
export class Dynamic {
  readonly type: Type
  readonly value: Value

  constructor(type: Type, value: Value) {
    this.type = type
    this.value = value
  }
}

/** A Terraform type, in the form of cty's JSON: `'string'`, `['list', 'string']`, `['object', { a: 'bool' }]`. */
export type Type =
  | 'string'
  | 'bool'
  | 'number'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', Type]
  | readonly ['tuple', readonly Type[]]
  | readonly ['object', { readonly [name: string]: Type }]
