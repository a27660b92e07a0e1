import { Fn, type IResolvable, ref, TerraformStack, Token } from './core'
import type { EventStreamAttributes } from './event-stream-base'
import type { EventStream as EventStreamResource } from './l1/event-stream'

/** Which of the streams of a resource with `forEach` or `count`: a key, an index, or a token such as `iterator.key`. */
export type InstanceKey = string | number | IResolvable

/** An attribute of one of the streams that a resource with `forEach` or `count` stands for. */
const attributeOf = (resource: EventStreamResource, key: InstanceKey, attribute: string): string => {
  const { terraformResourceType: type, friendlyUniqueId: id } = resource
  return Token.asString(ref(`${type}.${id}[${keyExpression(key)}].${attribute}`, TerraformStack.of(resource)))
}

/** A key as Terraform's expression for it: a literal in quotes, or what a token stands for. */
function keyExpression(key: InstanceKey): string {
  if (typeof key !== 'string') return Token.asString(key)
  if (!Token.isUnresolved(key)) return JSON.stringify(key)
  // A text around a token is no expression without a function.
  return /^\$\{TfToken\[[^\]]*\]\}$/.test(key) ? key : Fn.join('', [key])
}

/** The attributes of one of the streams that a resource stands for. `requireEventBridge` throws for another destination. */
export function attributesOfInstance(
  resource: EventStreamResource,
  key: InstanceKey,
  requireEventBridge: () => void,
): EventStreamAttributes {
  const attribute = (name: string) => attributeOf(resource, key, name)
  return {
    get eventStreamId() {
      return attribute('id')
    },
    get eventStreamName() {
      return attribute('name')
    },
    get status() {
      return attribute('status')
    },
    get partnerEventSource() {
      requireEventBridge()
      return attribute('eventbridge_configuration[0].aws_partner_event_source')
    },
    wireEventBus(wire) {
      return wire(this.partnerEventSource)
    },
  }
}
