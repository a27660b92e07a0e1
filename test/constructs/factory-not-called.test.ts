import { Destination, type IEventStreamDestination, WebhookAuthorization } from '../../constructs/index'
import { bus, newStack, streamIn } from './stack-kit'

class Own {
  readonly kind = 'own'

  static bind() {
    return { destinationType: 'action', actionConfiguration: { actionId: 'a' } }
  }
}

describe('a destination that was not called', () => {
  it.each([
    ['Destination.webhook', Destination.webhook],
    ['Destination.eventBridge', Destination.eventBridge],
    ['Destination.action', Destination.action],
    ['a class', Own],
    ['a function', () => Destination.action({ actionId: 'a' })],
  ])('is refused: %s', (_, destination) => {
    expect(() => streamIn(newStack(), { destination: destination as unknown as IEventStreamDestination })).toThrow(
      'EventStream "prod/Users": destination: it is a function, or a class, that was not called. Call Destination.eventBridge, webhook or action.',
    )
  })

  it.each([
    ['an object', { type: 'webhook' }, 'an object'],
    ['Destination itself', Destination, 'an object'],
    ['text', 'webhook', 'the string "webhook"'],
    ['a list', [Destination.action({ actionId: 'a' })], 'a list'],
  ])('is refused: %s', (_, destination, words) => {
    expect(() => streamIn(newStack(), { destination: destination as unknown as IEventStreamDestination })).toThrow(
      `EventStream "prod/Users": destination: it must be made by Destination.eventBridge, webhook or action, not be ${words}.`,
    )
  })
})

describe('a destination of your own', () => {
  it.each([
    ['nothing', undefined],
    ['no type', { webhookConfiguration: {} }],
    ['a type that Auth0 does not have', { destinationType: 'sqs', sqsConfiguration: {} }],
    ['the block of another type', { destinationType: 'action', webhookConfiguration: {} }],
    ['a promise', Promise.resolve({ destinationType: 'action', actionConfiguration: { actionId: 'a' } })],
  ])('is refused when it binds to %s', (_, bound) => {
    const destination = { bind: () => bound } as unknown as IEventStreamDestination
    expect(() => streamIn(newStack(), { destination })).toThrow(
      'EventStream "prod/Users": destination: its bind must return a destinationType (eventbridge, webhook or action) and the block of that type',
    )
  })

  it('can be an instance of a class', () => {
    class Mine implements IEventStreamDestination {
      bind() {
        return { destinationType: 'action', actionConfiguration: { actionId: 'a' } } as const
      }
    }
    expect(() => streamIn(newStack(), { destination: new Mine() })).not.toThrow()
  })
})

describe('an authorization that is something else with a bind', () => {
  it.each([
    ['a destination', bus],
    ['an object that gives no method', { bind: () => ({}) }],
  ])('is refused: %s', (_, authorization) => {
    const destination = Destination.webhook({
      endpoint: 'https://example.com',
      authorization: authorization as unknown as WebhookAuthorization,
    })
    expect(() => streamIn(newStack(), { destination })).toThrow(
      'EventStream "prod/Users": authorization: it must be made by WebhookAuthorization.bearer, basic or customHeader, not be an object.',
    )
  })
})

describe('an authorization that was not called', () => {
  it.each([
    ['bearer', WebhookAuthorization.bearer],
    ['basic', WebhookAuthorization.basic],
    ['the class', WebhookAuthorization],
  ])('is refused: %s', (_, authorization) => {
    const destination = Destination.webhook({
      endpoint: 'https://example.com',
      authorization: authorization as unknown as WebhookAuthorization,
    })
    expect(() => streamIn(newStack(), { destination })).toThrow(
      'EventStream "prod/Users": authorization: it is a function, or a class, that was not called. Call WebhookAuthorization.bearer, basic or customHeader.',
    )
  })
})
