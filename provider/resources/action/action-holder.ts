import { isManagementError, type ManagementClient, ManagementError } from '../../management/index'

/**
 * The refusal to delete an Action, with the event stream that runs it when one does (`usedBy`). Costs one list call per 100
 * streams, after such a refusal only. What the search fails with is not thrown: why the delete was refused tells more.
 */
export async function withActionHolder(
  failure: ManagementError,
  actionId: string,
  { eventStreams }: Pick<ManagementClient, 'eventStreams'>,
  signal: AbortSignal,
): Promise<ManagementError> {
  if ((failure.status !== 409 && failure.status !== 400) || !failure.fromAuth0) return failure
  try {
    for await (const page of eventStreams.pages({ take: 100 }, { signal })) {
      const holder = page.eventStreams.find(
        ({ destination }) => destination.type === 'action' && destination.configuration.action_id === actionId,
      )
      if (holder !== undefined)
        return new ManagementError(failure.message, { ...failure, usedBy: { id: holder.id, name: holder.name } })
    }
  } catch (thrown) {
    if (!isManagementError(thrown)) throw thrown
  }
  return failure
}
