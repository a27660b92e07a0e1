/** SIGN what a resource is, and the rules of validate, plan, apply, read, import, upgrade. Knows no protobuf, no Auth0. */
export { type Client, identifyClient } from './client'
export { createSession, type Session } from './concealing-session'
export { type Diagnostic, error, providerBug, warning } from './diagnostic'
export { type EarlierVersion, earlierVersion } from './earlier-version'
export { equalValues } from './equality'
export { identityOf, identitySchema } from './identity'
export { impliedType } from './implied-type'
export { type LogFields, type Logger, silentLogger } from './logger'
export { elementsOf, isObject, type ObjectValue } from './object-value'
export { formatPath, isSetStep, type Path, type Step } from './path'
export type { PlanAdjustment, Replacement } from './plan-adjustment'
export { type ConfigureContext, type Configured, defineProvider, type Provider, type Subject } from './provider'
export { ArgumentError, type ProviderFunction } from './provider-function'
export {
  type DataSource,
  defineDataSource,
  defineResource,
  type OperationContext,
  type Resource,
  type ReviewedChange,
} from './resource'
export type { SessionOptions } from './session'
export type { StoredState } from './stored-state'
export { UncertainUpdate } from './uncertain-update'
