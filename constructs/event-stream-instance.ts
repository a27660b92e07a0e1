import type { IConstruct } from 'constructs'
import { Fn, type IResolvable, ref, TerraformStack, Token } from './core'
import { type EventStreamAttributes, handSource } from './event-stream-base'
import { describeValue, requireGiven } from './given'
import type { EventStream as EventStreamResource } from './l1/event-stream'
import { refusal } from './refusal'
import { isResolved } from './tokens'

/** Key or index of one of the streams of a resource with `forEach` or `count`, or a token such as `iterator.key`. */
export type InstanceKey = string | number | IResolvable

/** An attribute of one of the streams of a resource with `forEach` or `count`. */
function attributeOf(resource: EventStreamResource, key: InstanceKey, attribute: string): string {
  const { terraformResourceType: type, friendlyUniqueId: id } = resource
  return Token.asString(ref(`${type}.${id}[${keyExpression(key)}].${attribute}`, TerraformStack.of(resource)))
}

/** A key as a Terraform expression: a quoted literal, or the expression of a token. */
function keyExpression(key: InstanceKey): string {
  if (typeof key !== 'string') return Token.asString(key)
  if (!Token.isUnresolved(key)) return JSON.stringify(key)
  // A string that contains a token and other text needs a function to be an expression.
  return /^\$\{TfToken\[[^\]]*\]\}$/.test(key) ? key : Fn.join('', [key])
}

/** The attributes of one of the streams of a resource. `requireEventBridge` throws for another destination. */
export function attributesOfInstance(
  resource: EventStreamResource,
  key: InstanceKey,
  requireEventBridge: () => void,
): EventStreamAttributes {
  function attribute(name: string) {
    return attributeOf(resource, key, name)
  }
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
      return handSource(resource.node.scope ?? resource, wire, this.partnerEventSource)
    },
  }
}

/** Throws unless the value is a key or an index. */
export function requireInstanceKey(stream: IConstruct, key: InstanceKey): void {
  requireGiven(stream, 'instance', key)
  if (typeof key === 'string' || !isResolved(key) || (Number.isInteger(key) && Number(key) >= 0)) return
  throw refusal(
    stream,
    'instance',
    `it must be given a key, such as 'eu', or an index from 0, not ${describeValue(key)}.`,
  )
}
