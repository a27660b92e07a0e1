import type { IEventStream } from 'auth0-event-streams/cdktn'
import { Fn, TerraformStack } from 'cdktn'
import type { Construct } from 'constructs'
import { CloudwatchEventBus } from './.gen/providers/aws/cloudwatch-event-bus'
import { CloudwatchEventRule } from './.gen/providers/aws/cloudwatch-event-rule'
import { CloudwatchEventTarget } from './.gen/providers/aws/cloudwatch-event-target'
import { CloudwatchLogGroup } from './.gen/providers/aws/cloudwatch-log-group'
import { CloudwatchLogResourcePolicy } from './.gen/providers/aws/cloudwatch-log-resource-policy'
import { AwsProvider } from './.gen/providers/aws/provider'
import { AWS } from './settings'

/** Properties of the AWS stack. */
export interface AwsEventsProps {
  /** A stream whose destination is EventBridge. */
  readonly stream: IEventStream
}

/** The AWS side: the bus of Auth0's partner event source, and a rule that writes each of its events into a log. */
export class AwsEvents extends TerraformStack {
  constructor(scope: Construct, id: string, { stream }: AwsEventsProps) {
    super(scope, id)
    // Auth0 creates the source in one account and region; the bus can only be created there.
    new AwsProvider(this, 'aws', { region: AWS.region, allowedAccountIds: [AWS.accountId] })

    // The bus of a partner event source must have the name of the source.
    const bus = stream.wireEventBus(
      (source) => new CloudwatchEventBus(this, 'bus', { name: source, eventSourceName: source }),
    )
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: 'auth0-events',
      eventBusName: bus.name,
      eventPattern: Fn.jsonencode({ source: [{ prefix: 'aws.partner/auth0.com' }] }),
    })
    new CloudwatchEventTarget(this, 'target', { eventBusName: bus.name, rule: rule.name, arn: this.createLog().arn })
  }

  private createLog(): CloudwatchLogGroup {
    const log = new CloudwatchLogGroup(this, 'log', { name: '/aws/events/auth0', retentionInDays: 30 })
    new CloudwatchLogResourcePolicy(this, 'log-policy', {
      policyName: 'auth0-events',
      policyDocument: Fn.jsonencode({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: `${log.arn}:*`,
          },
        ],
      }),
    })
    return log
  }
}
