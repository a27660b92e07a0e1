import { EventStreamAction, type EventStreamActionProps } from '../../constructs/index'
import { type newStack, synthesized } from './stack-kit'

/** A stack with a provider. */
export type Stack = ReturnType<typeof newStack>

/** Code that needs nothing. */
export const CODE = 'exports.onExecuteEventStream = async (event) => { console.log(event.message.type) }'

/** Puts an Action into a stack. */
export function actionIn(stack: Stack, props: EventStreamActionProps = {}, code = CODE, id = 'Handler') {
  return EventStreamAction.fromInline(stack, id, code, props)
}

/** The one Action that is synthesized. */
export function onlyAction(stack: Stack) {
  const [first] = Object.values(synthesized(stack).resource?.auth0_action ?? {})
  return first
}
