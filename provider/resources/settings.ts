import { type auth0Provider, PROVIDER_ENVIRONMENT } from '../../schema/auth0/index'
import { type ConfigOf, isUnknown, type Unknown } from '../../schema/dsl/index'

/** The provider block. */
export type Config = ConfigOf<typeof auth0Provider>

/** The attributes of the provider block that have an environment variable. */
export type SettingName = keyof typeof PROVIDER_ENVIRONMENT

/** Environment variables by name. */
export type Environment = { readonly [name: string]: string | undefined }

/** What an attribute and its variable say together. */
export interface Setting {
  /** The empty text when neither is set. */
  readonly value: string | boolean | number | bigint | Unknown
  /** Where the value comes from; undefined when neither is set. An empty string counts as not set, as in the official provider. */
  readonly from?: 'block' | 'environment'
  /** Where it comes from, for messages: `client_id in the provider block`, `AUTH0_CLIENT_ID`. */
  readonly place: string
}

/** Reads one setting. */
export type Settings = (name: SettingName) => Setting

/** The settings of a provider block with its environment: an attribute that is set takes precedence over its variable. */
export function readSettings(config: Config, env: Environment): Settings {
  return (name) => {
    const written = config[name]
    if (written !== null && written !== '') {
      return { value: written, from: 'block', place: `${name} in the provider block` }
    }
    const variable = PROVIDER_ENVIRONMENT[name]
    const value = env[variable] ?? ''
    return value === '' ? { value, place: variable } : { value, from: 'environment', place: variable }
  }
}

/** The setting as text; empty when it is unknown or not set. */
export function textOf({ value }: Setting): string {
  return isUnknown(value) ? '' : String(value)
}

/** Whether a flag is set. Source: the official provider, for which any other word is false. */
export function isOn(setting: Setting): boolean {
  return ['1', 'true', 'on'].includes(textOf(setting))
}
