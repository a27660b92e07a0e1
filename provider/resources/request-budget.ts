import { auth0Provider, PROVIDER_ENVIRONMENT } from '../../schema/auth0/index'
import { type ConfigOf, isUnknown } from '../../schema/dsl/index'
import { type Diagnostic, error } from '../framework/index'
import type { BudgetOptions } from '../management/index'
import type { Environment } from './configuration'

type Config = ConfigOf<typeof auth0Provider>
type Name = 'max_requests_per_second' | 'rate_limit_headroom'

/** How the provider shall share the tenant's rate limit, or what is wrong with the variables that say so. */
export type ResolvedBudget = { readonly budget: BudgetOptions } | { readonly diagnostics: readonly Diagnostic[] }

/** Reads the two attributes, or their variables. What is not known yet is as if it were not set. */
export function resolveBudget(config: Config, env: Environment): ResolvedBudget {
  const maximum = readNumber('max_requests_per_second', config, env)
  const headroom = readNumber('rate_limit_headroom', config, env)
  const diagnostics = [maximum, headroom].flatMap((read) => ('problem' in read ? [read.problem] : []))
  if (diagnostics.length > 0) return { diagnostics }
  return {
    budget: {
      ...('value' in maximum && { maxRequestsPerSecond: maximum.value }),
      ...('value' in headroom && { headroomPercent: headroom.value }),
    },
  }
}

function readNumber(
  name: Name,
  config: Config,
  env: Environment,
): { value: number } | { problem: Diagnostic } | { isDefault: true } {
  const written = config[name]
  const variable = PROVIDER_ENVIRONMENT[name]
  const text = env[variable] ?? ''
  if (isUnknown(written) || (written === null && text === '')) return { isDefault: true }
  // Terraform has validated what is written; a variable is read here for the first time.
  if (written !== null) return { value: Number(String(written)) }
  const [fault] = auth0Provider.body[name].spec.check.flatMap((judge) => judge(text))
  return fault === undefined
    ? { value: Number(text) }
    : { problem: error(fault.summary, `${variable} is wrong: ${fault.detail}`) }
}
