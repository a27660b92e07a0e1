import { eventStream } from '../schema/auth0/event-stream'
import { type TerraformStack, TerraformVariable } from './core'
import { constructsIn, type StreamOfStack } from './event-stream-resource'
import { blocksOf, type Json, memberOf } from './json'

interface Member {
  readonly spec?: { readonly doc: string; readonly writeOnly?: true }
  readonly body?: Body
}
type Body = { readonly [name: string]: Member }

/** What is wrong with the arguments of streams that use an ephemeral variable where Terraform stores the value. */
export function faultsOfEphemeralUse(stack: TerraformStack, streams: readonly StreamOfStack[]): readonly string[] {
  const names = ephemeralVariables(stack)
  if (names.length === 0) return []
  return streams.flatMap(({ resource, json }) =>
    usesIn(eventStream.body, json, names).map(
      ({ argument, name }) =>
        `"${resource.node.path}": ${argument} is stored, and the variable "${name}" is ephemeral, which Terraform does not store. Leave out storeInState, or use a TerraformVariable with sensitive: true.`,
    ),
  )
}

const ephemeralVariables = (stack: TerraformStack): readonly string[] =>
  constructsIn(stack)
    .filter((node) => node instanceof TerraformVariable)
    .filter((variable) => {
      const name = variable.friendlyUniqueId
      return memberOf(variable.toTerraform(), 'variable', name, 'ephemeral') === true
    })
    .map(({ friendlyUniqueId }) => friendlyUniqueId)

interface Use {
  readonly argument: string
  readonly name: string
}

function usesIn(body: Body, block: Json, names: readonly string[], before = ''): readonly Use[] {
  return Object.entries(body).flatMap(([member, { spec, body: inner }]) => {
    const [argument, value] = [`${before}${member}`, block[member]]
    if (inner !== undefined) return blocksOf(value).flatMap((nested) => usesIn(inner, nested, names, `${argument}.`))
    if (spec?.writeOnly === true) return []
    const text = JSON.stringify(value ?? null)
    return names.filter((name) => new RegExp(`\\bvar\\.${name}\\b(?!-)`).test(text)).map((name) => ({ argument, name }))
  })
}
