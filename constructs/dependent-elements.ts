import { dependenciesOf } from './dependencies'
import { Action } from './l1/action'
import { DataAuth0EventStream } from './l1/data-auth0-event-stream'
import { EventStream } from './l1/event-stream'

/** The meta-arguments of a resource. */
type MetaArguments = EventStream['terraformMetaArguments']

/** The generated resource of an event stream, with support for `node.addDependency`. */
export class DependentEventStream extends EventStream {
  override get terraformMetaArguments(): MetaArguments {
    return withDependencies(super.terraformMetaArguments, dependenciesOf(this))
  }
}

/** The generated resource of an Action, with support for `node.addDependency`. */
export class DependentAction extends Action {
  override get terraformMetaArguments(): MetaArguments {
    return withDependencies(super.terraformMetaArguments, dependenciesOf(this))
  }
}

/** The generated data source, with support for `node.addDependency`. */
export class DependentEventStreamData extends DataAuth0EventStream {
  override get terraformMetaArguments(): MetaArguments {
    return withDependencies(super.terraformMetaArguments, dependenciesOf(this))
  }
}

function withDependencies(given: MetaArguments, dependencies: readonly string[]): MetaArguments {
  return dependencies.length === 0 ? given : { ...given, dependsOn: [...(given['dependsOn'] ?? []), ...dependencies] }
}
