/** One step into a value: an attribute or block name, a list index, or the key of a map element. */
export type Step = string | number | { readonly key: string }

/** Where a value is, from the root of a resource, data source or provider block. */
export type Path = readonly Step[]

/** The path as Terraform writes it: `webhook_configuration[0].webhook_endpoint`, `tags["a"]`. */
export const formatPath = (path: Path): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    if (typeof step === 'object') return `${text}[${JSON.stringify(step.key)}]`
    return text === '' ? step : `${text}.${step}`
  }, '')
