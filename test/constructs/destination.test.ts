import { TerraformVariable } from 'cdktf'
import { Destination, WebhookAuthorization } from '../../constructs/index'
import { annotations, newStack, onlyStream, secretIn, streamIn, webhookIn } from './stack-kit'

function eventBridge(awsAccountId: string, awsRegion = 'us-east-1') {
  return {
    destination: Destination.eventBridge({ awsAccountId, awsRegion }),
  }
}

describe('an EventBridge destination', () => {
  it.each(['12345678901', '1234567890123', '1234-5678-9012', ''])('refuses the account %j', (account) => {
    expect(() => streamIn(newStack(), eventBridge(account))).toThrow(
      `EventStream "prod/Users": awsAccountId: ${JSON.stringify(account)} must be an AWS account id of 12 digits.`,
    )
  })

  it('warns of a region that is not known', () => {
    const stack = newStack()
    streamIn(stack, eventBridge('123456789012', 'us-east-11'))
    expect(annotations(stack)).toEqual([expect.stringMatching(/awsRegion: "us-east-11" .* Did you mean "us-east-1"\?/)])
  })

  it('takes account and region from variables', () => {
    const stack = newStack()
    const [account, region] = ['account', 'region'].map(
      (name) => new TerraformVariable(stack, name, { type: 'string' }).stringValue,
    )
    streamIn(stack, eventBridge(account ?? '', region))
    expect(onlyStream(stack)['eventbridge_configuration']).toEqual({
      aws_account_id: '${var.account}',
      aws_region: '${var.region}',
    })
  })

  it('can be that of several streams', () => {
    const stack = newStack()
    const { destination } = eventBridge('123456789012')
    expect(() => ['A', 'B'].map((id) => streamIn(stack, { destination }, id))).not.toThrow()
  })
})

describe('a webhook destination', () => {
  it.each(['http://example.com', 'example.com', 'https://', 'https://a b', ''])(
    'refuses the endpoint %j',
    (endpoint) => {
      const stack = newStack()
      expect(() => webhookIn(stack, WebhookAuthorization.bearer(secretIn(stack)), endpoint)).toThrow(
        'EventStream "prod/Hook": endpoint: ',
      )
    },
  )

  it('refuses a password in the endpoint, and does not show it', () => {
    const stack = newStack()
    function create() {
      return webhookIn(stack, WebhookAuthorization.bearer(secretIn(stack)), 'https://auth0:hunter2@example.com/hook')
    }
    expect(create).toThrow(/endpoint: it must not carry a user or a password.*Use WebhookAuthorization\.basic/)
    expect(create).not.toThrow(/hunter2/)
  })

  it('does not take an @ in the path for a user', () => {
    const stack = newStack()
    const endpoint = 'https://example.com/@auth0?by=me@example.com'
    webhookIn(stack, WebhookAuthorization.bearer(secretIn(stack)), endpoint)
    expect(onlyStream(stack)['webhook_configuration']).toMatchObject({ webhook_endpoint: endpoint })
  })
})

describe('an Action destination', () => {
  it('runs the Action', () => {
    const stack = newStack()
    streamIn(stack, { destination: Destination.action({ actionId: '385db79f-28a4-43d9-909d-6f5511dd6632' }) })
    expect(onlyStream(stack)).toMatchObject({
      destination_type: 'action',
      action_configuration: { action_id: '385db79f-28a4-43d9-909d-6f5511dd6632' },
    })
  })

  it('refuses an empty id', () => {
    expect(() => streamIn(newStack(), { destination: Destination.action({ actionId: '' }) })).toThrow(
      'EventStream "prod/Users": actionId: "" is not an action id: it is empty.',
    )
  })
})
