import { isUnknown, type Unknown } from '../../schema/dsl/index'

/**
 * A planned value that the configuration sets, at apply. Throws `TypeError` for an unknown one: Terraform applies only what is
 * wholly known, save what the API decides.
 */
export function known<T>(value: T | Unknown): Exclude<T, Unknown> {
  if (isUnknown(value)) throw new TypeError('a configured value is unknown at apply')
  return value as Exclude<T, Unknown>
}
