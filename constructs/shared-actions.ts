import { type Auth0Resource, hasOverrides, isEventStreamResource, synthesizedArguments } from './auth0-resource'
import { blocksOf, memberOf } from './json'

/** Errors for streams with the same Action, also where each is given its id, such as by `action.actionId`. */
export function faultsOfSharedActions(resources: readonly Auth0Resource[]): readonly string[] {
  const users = new Map<string, string>()
  return resources.flatMap((resource) => {
    const id = idOfAction(resource)
    if (id === undefined) return []
    const { path } = resource.node
    const first = users.get(id)
    if (first === undefined) users.set(id, path)
    return first === undefined
      ? []
      : [
          `"${first}" and "${path}" have the same Action as their destination, and Auth0 runs an Action for one stream only. Give one of them another Action.`,
        ]
  })
}

/** The id of a stream's Action as it is synthesized, or undefined if it may differ among the objects of the stream. */
function idOfAction(resource: Auth0Resource): string | undefined {
  if (!isEventStreamResource(resource)) return undefined
  if (resource.actionConfigurationInput === undefined && !hasOverrides(resource)) return undefined
  const { action_configuration: configuration, for_each: forEach, count } = synthesizedArguments(resource)
  if (forEach !== undefined || count !== undefined) return undefined
  const [id] = blocksOf(configuration).map((block) => memberOf(block, 'action_id'))
  return typeof id === 'string' && id !== '' ? id : undefined
}
