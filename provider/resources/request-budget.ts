import { auth0Provider } from '../../schema/auth0/index'
import { isUnknown } from '../../schema/dsl/index'
import { type Diagnostic, error } from '../framework/index'
import type { BudgetOptions } from '../management/index'
import { type Config, type Environment, readSettings, type Settings, textOf } from './settings'

type Name = 'max_requests_per_second' | 'rate_limit_headroom'

/** How the provider shall share the tenant's rate limit, or what is wrong with the variables that say so. */
export type ResolvedBudget = { readonly budget: BudgetOptions } | { readonly diagnostics: readonly Diagnostic[] }

/** Reads the two attributes, or their variables. What is not known yet is as if it were not set. */
export function resolveBudget(config: Config, env: Environment): ResolvedBudget {
  const settings = readSettings(config, env)
  const maximum = readNumber('max_requests_per_second', settings)
  const headroom = readNumber('rate_limit_headroom', settings)
  const diagnostics = [maximum, headroom].flatMap((read) => ('problem' in read ? [read.problem] : []))
  if (diagnostics.length > 0) return { diagnostics }
  return {
    budget: {
      ...('value' in maximum && { maxRequestsPerSecond: maximum.value }),
      ...('value' in headroom && { headroomPercent: headroom.value }),
    },
  }
}

function readNumber(name: Name, settings: Settings): { value: number } | { problem: Diagnostic } | { isDefault: true } {
  const setting = settings(name)
  const text = textOf(setting)
  if (setting.from === undefined || isUnknown(setting.value)) return { isDefault: true }
  // What is written has been validated; a variable is read here for the first time.
  if (setting.from === 'block') return { value: Number(text) }
  const [fault] = auth0Provider.body[name].spec.check.flatMap((check) => check(text))
  return fault === undefined
    ? { value: Number(text) }
    : { problem: error(fault.summary, `${setting.place} is wrong: ${fault.detail}`) }
}
