import { TerraformStack } from './core'
import { isEventStreamResource } from './event-stream-resource'
import { isResolved } from './judge'
import type { EventStream as EventStreamResource } from './l1/event-stream'

const watched = new WeakSet<TerraformStack>()

/** Makes synth fail when two streams of the resource's stack have the same name in the same tenant. */
export function requireUniqueNames(resource: EventStreamResource): void {
  const stack = TerraformStack.of(resource)
  if (watched.has(stack)) return
  watched.add(stack)
  // At the end, since an aspect or the owner of the resource may still change a name.
  stack.node.addValidation({ validate: () => clashesIn(stack) })
}

function clashesIn(stack: TerraformStack): string[] {
  const named = new Map<string, EventStreamResource>()
  return stack.node.findAll().flatMap((node) => {
    if (!isEventStreamResource(node) || !isResolved(node.nameInput)) return []
    // A provider is a tenant, as far as can be told here; a stream that names none has the one without an alias.
    const key = JSON.stringify([node.provider?.fqn ?? 'auth0', node.nameInput])
    const first = named.get(key)
    if (first === undefined) named.set(key, node)
    return first === undefined
      ? []
      : [
          `"${first.node.path}" and "${node.node.path}" both have the name "${node.nameInput}", which Auth0 wants unique in the tenant. Give one of them another name.`,
        ]
  })
}
