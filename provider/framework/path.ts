/**
 * One step into a value: an attribute or block name, a list index, the key of a map element, or an element of a set. The last
 * counts in the value that the path was made from; in another one, and in Terraform, elements of sets have no place.
 */
export type Step = string | number | { readonly key: string } | { readonly element: number }

/** Where a value is, from the root of a resource, data source or provider block. */
export type Path = readonly Step[]

/** Whether the step leads to an element of a set. */
export function isSetStep(step: Step | undefined): step is { readonly element: number } {
  return typeof step === 'object' && 'element' in step
}

/** The path as Terraform writes it: `webhook_configuration[0].webhook_endpoint`, `tags["a"]`; `dependencies[*].name` in a set. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    if (isSetStep(step)) return `${text}[*]`
    if (typeof step === 'object') return `${text}[${JSON.stringify(step.key)}]`
    return text === '' ? step : `${text}.${step}`
  }, '')
}
