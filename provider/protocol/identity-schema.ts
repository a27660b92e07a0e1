import { type Body, describe, type Schema } from '../../schema/dsl/index'
import { identitySchema, type Provider } from '../framework/index'
import {
  GetResourceIdentitySchemas_Response,
  type ResourceIdentitySchema,
  type ResourceIdentitySchema_IdentityAttribute,
} from './generated/tfplugin6'
import { typeBytes } from './schema-message'

type Declared = { readonly resources: readonly Pick<Provider['resources'][number], 'schema'>[] }

/** The response to GetResourceIdentitySchemas. */
export function toIdentitySchemasResponse({ resources }: Declared): GetResourceIdentitySchemas_Response {
  const identities = resources.flatMap(({ schema }) => {
    const identity = identitySchema(schema)
    return identity === undefined ? [] : [[schema.type, toMessage(identity)] as const]
  })
  return { identitySchemas: Object.fromEntries(identities), diagnostics: [] }
}

/** The same response in its wire form; the build encodes it once. */
export function encodeIdentitySchemas(provider: Declared): Uint8Array {
  return GetResourceIdentitySchemas_Response.encode(toIdentitySchemasResponse(provider)).finish()
}

function toMessage({ version, body }: Schema): ResourceIdentitySchema {
  const members = Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1))
  return { version, identityAttributes: members.flatMap(([name, member]) => toAttribute(name, member)) }
}

function toAttribute(name: string, member: Body[string]): ResourceIdentitySchema_IdentityAttribute[] {
  if (member.kind !== 'attr') return []
  const description = describe(member.spec)
  return [{ name, type: typeBytes(member.type), requiredForImport: true, optionalForImport: false, description }]
}
