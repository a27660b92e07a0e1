import type { ControlRoute } from '../control-route'
import { jsonResponse } from '../response'
import type { ActionControls } from './action-controls'
import { DEPLOYED_ACTION_SCHEMA } from './action-schema'
import type { DeployedAction } from './actions'

/** The control routes of actions. */
export function actionControlRoutes(controls: ActionControls): ControlRoute[] {
  return [
    {
      method: 'POST',
      path: '/actions',
      summary: 'Adds an action that is built and deployed, ready to be a destination.',
      body: {
        what: 'an action',
        schema: DEPLOYED_ACTION_SCHEMA,
        example: { name: 'handler', code: 'exports.onExecuteEventStream = async (event) => console.log(event)' },
      },
      handle: ({ body }) => jsonResponse(201, controls.addAction(body as DeployedAction)),
    },
    {
      method: 'GET',
      path: '/actions/:id/executions',
      summary: 'The latest executions of an action: status, error, duration, and what it wrote with console.log.',
      handle: ({ params }) => jsonResponse(200, controls.actionExecutions(params['id'] ?? '')),
    },
  ]
}
