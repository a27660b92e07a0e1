import { type Diagnostic, error, type ObjectValue, type Replacement, warning } from '../../framework/index'

/** The warning about an Action that will be replaced. */
export function replacementCost(replacements: readonly Replacement[], prior: ObjectValue): readonly Diagnostic[] {
  const name = JSON.stringify(prior['name'])
  const hasFailed = replacements.some(({ path }) => path[0] === 'status')
  const why = hasFailed
    ? `The build of the Action ${name} failed, and deploy = true asks for one that works, so it`
    : `The Action ${name}`
  const wayOut = hasFailed
    ? 'To keep the Action and its id, correct it in two steps: apply the corrected code with deploy = false first, then set deploy = true again.'
    : 'To keep the Action, undo the change before you apply.'
  return [
    warning(
      `Action ${name} will be replaced`,
      `${why} will be deleted and a new one created, with a new id. An event stream that refers to its id is replaced with it: it is deleted first and created last, and events that occur in between are not delivered.\n\n${wayOut}`,
      replacements[0]?.path,
    ),
  ]
}

/** The error for an id to import that cannot be one. */
export function unimportable(id: string): Diagnostic {
  return error(
    'Invalid Action id',
    `${JSON.stringify(id)} is not the id of an Action, which is a UUID such as 09ee2b9b-282d-4a65-87d1-f01adf007745.\n\nFind the id in the Auth0 Dashboard under Actions > Library, at the end of the address of its page, or with: auth0 actions list`,
  )
}

/** The warning about an Action whose build failed and that will be replaced by one that is the same. */
export function unchangedSinceFailure(name: string): Diagnostic {
  return warning(
    `Action ${JSON.stringify(name)} has not changed since its build failed`,
    `The plan deletes the Action ${JSON.stringify(name)}, and every event stream that refers to it, and then builds the same draft again. If that fails as well, both are gone.\n\nCorrect the code or the dependencies first, unless the build failed for a reason that has passed, such as an outage of npm.`,
    ['code'],
  )
}
