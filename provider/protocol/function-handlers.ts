import type { FunctionDeclaration, Parameter } from '../../schema/dsl/index'
import { ArgumentError, type ProviderFunction } from '../framework/index'
import {
  type CallFunction_Request,
  type DynamicValue,
  type Function_Parameter,
  type FunctionMessage,
  StringKind,
} from './generated/tfplugin6'
import { fromJson } from './json-value'
import { parseJson } from './lossless-json'
import { decodeMsgpack, encodeMsgpack } from './msgpack-value'
import type { RunningProvider } from './running-provider'
import { typeBytes } from './schema-message'

/** The messages of functions by name. */
export function toFunctionMessages(functions: readonly ProviderFunction[]): { [name: string]: FunctionMessage } {
  return Object.fromEntries(functions.map(({ declaration }) => [declaration.name, toMessage(declaration)]))
}

function toMessage({ summary, doc, parameters, variadic, returns }: FunctionDeclaration): FunctionMessage {
  return {
    parameters: parameters.map(toParameter),
    variadicParameter: variadic && toParameter(variadic),
    return: { type: typeBytes(returns) },
    summary,
    description: doc,
    descriptionKind: StringKind.MARKDOWN,
    deprecationMessage: '',
  }
}

// With an unknown argument Terraform does not call a function: its value is unknown, too.
function toParameter({ name, doc }: Parameter): Function_Parameter {
  return {
    name,
    type: typeBytes('string'),
    allowNullValue: false,
    allowUnknownValues: false,
    description: doc,
    descriptionKind: StringKind.MARKDOWN,
  }
}

/** The calls about functions. */
export function functionHandlers(provider: RunningProvider) {
  return {
    async getFunctions() {
      return { functions: toFunctionMessages((await provider.loaded()).functions ?? []) }
    },

    async callFunction({ name, arguments: args }: CallFunction_Request) {
      const { functions = [] } = await provider.loaded()
      const called = functions.find(({ declaration }) => declaration.name === name)
      return called === undefined
        ? { error: { text: `This provider has no function ${JSON.stringify(name)}.` } }
        : call(called, args)
    },
  }
}

function call({ declaration, call: compute }: ProviderFunction, args: readonly DynamicValue[]) {
  try {
    const value = compute(args.map((arg, index) => fromArgument(declaration, arg, index)))
    return { result: { msgpack: encodeMsgpack(declaration.returns, value), json: new Uint8Array() } }
  } catch (thrown) {
    if (!(thrown instanceof ArgumentError)) throw thrown
    return { error: { text: thrown.message, functionArgument: thrown.index } }
  }
}

function fromArgument({ parameters, variadic }: FunctionDeclaration, { msgpack, json }: DynamicValue, index: number) {
  const value =
    msgpack.length > 0
      ? decodeMsgpack('string', msgpack)
      : fromJson('string', json.length > 0 ? parseJson(new TextDecoder().decode(json)) : null)
  if (index >= parameters.length && variadic === undefined)
    throw new ArgumentError(index, 'this argument is one too many')
  if (typeof value !== 'string') throw new ArgumentError(index, 'the value must be known and not null')
  return value
}
