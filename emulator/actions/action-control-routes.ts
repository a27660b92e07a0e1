import { type ControlRoute, done, withBody } from '../controls/control-route'
import { jsonResponse } from '../http/response'
import type { ActionControls } from './action-controls'
import { DEPLOYED_ACTION_SCHEMA } from './action-schema'
import { BUILD_FAULT_SCHEMA } from './build-faults'

/** The control routes of actions. */
export function actionControlRoutes(controls: ActionControls): ControlRoute[] {
  return [
    withBody({
      method: 'POST',
      path: '/actions',
      summary: 'Adds an Action that is already built and deployed, ready to be a destination.',
      body: {
        what: 'an action',
        schema: DEPLOYED_ACTION_SCHEMA,
        example: { name: 'handler', code: 'exports.onExecuteEventStream = async (event) => console.log(event)' },
      },
      handle: ({ body }) => jsonResponse(201, controls.addAction(body)),
    }),
    ...buildFaultRoutes(controls),
    {
      method: 'GET',
      path: '/actions/:id/executions',
      summary: 'Lists the latest executions of an Action: status, error, duration, and console output.',
      handle: ({ params }) => jsonResponse(200, controls.actionExecutions(params['id'] ?? '')),
    },
  ]
}

function buildFaultRoutes({ buildFaults }: ActionControls): ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/build-faults',
      summary: 'Lists the pending build faults.',
      handle: () => jsonResponse(200, buildFaults.pending()),
    },
    withBody({
      method: 'POST',
      path: '/build-faults',
      summary: 'Makes the next build of an Action, or with "step":"deploy" the next deployment, fail or take longer.',
      body: {
        what: 'a build fault',
        schema: BUILD_FAULT_SCHEMA,
        example: { action: 'handler', error: 'SyntaxError: Unexpected token (action.js:3:14)', delayMs: 2000 },
      },
      handle({ body }) {
        buildFaults.next(body)
        return jsonResponse(201, buildFaults.pending())
      },
    }),
    {
      method: 'DELETE',
      path: '/build-faults',
      summary: 'Clears the pending build faults.',
      handle: () => done(() => buildFaults.clear()),
    },
  ]
}
