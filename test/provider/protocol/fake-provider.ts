import {
  impliedType,
  type ObjectValue,
  type Provider,
  type Resource,
  silentLogger,
} from '../../../provider/framework/index'
import type { DynamicValue } from '../../../provider/protocol/generated/tfplugin6'
import { createProviderHandlers } from '../../../provider/protocol/index'
import { decodeMsgpack, encodeMsgpack } from '../../../provider/protocol/msgpack-value'
import { type Schema, schema, string } from '../../../schema/dsl/index'

/** A resource with one attribute of each kind. */
export const thing = schema({
  type: 'fake_thing',
  version: 1,
  doc: 'A thing.',
  body: {
    id: string({ mode: 'computed', keep: true, doc: '' }),
    name: string({ mode: 'required', replace: 'a thing cannot be renamed', doc: '' }),
    secret: string({ mode: 'optional', writeOnly: true, sensitive: true, doc: '' }),
  },
})

/** A provider block. */
export const fakeSchema = schema({ type: 'fake', doc: '', body: { host: string({ mode: 'optional', doc: '' }) } })

const resource: Resource<unknown> = {
  schema: thing,
  create: async ({ plan }) => ({ state: { ...plan, id: 'id-1' } }),
  read: async ({ state }) => ({ state }),
  update: async ({ plan }) => ({ state: plan }),
  delete: async () => {},
  importState: (id) => ({ state: { id } }),
  upgradeState: (stored) => stored,
}

/** The handlers of a provider whose resource does nothing but remember. */
export function fakeHandlers(over: Partial<Resource<unknown>> = {}) {
  let loads = 0
  const provider: Provider = {
    schema: fakeSchema,
    resources: [{ ...resource, ...over }],
    dataSources: [{ schema: thing, read: async ({ config }) => ({ state: { ...config, id: 'data' } }) }],
    configure: async () => ({ api: {} }),
    explain: () => undefined,
  }
  async function loadProvider() {
    loads++
    return provider
  }
  return { handlers: createProviderHandlers({ loadProvider, log: silentLogger }), loads: () => loads }
}

/** The message of a value of a schema. */
export function encoded(values: ObjectValue | null, { body }: Schema = thing): DynamicValue {
  return {
    msgpack: encodeMsgpack(impliedType(body), values),
    json: new Uint8Array(),
  }
}

/** The value in a message. */
export function decoded(message: DynamicValue | undefined, { body }: Schema = thing) {
  return message && decodeMsgpack(impliedType(body), message.msgpack)
}

/** Text as bytes. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
