import type { eventStream } from '../../../schema/auth0/index'
import type { ConfigOf, PlanOf, Unknown } from '../../../schema/dsl/index'
import type { EventStreamDestinationUpdate, WebhookAuthorizationCreate } from '../../management/index'
import { known } from '../known'
import { type Method, onlyOf, type PlannedAuthorization, secretOf } from './webhook-secret'

type Plan = PlanOf<typeof eventStream>
type Config = ConfigOf<typeof eventStream>

/** The webhook destination that is planned, with its secret; a write-only one comes from the configuration. */
export function toWebhook(plan: Plan, config: Config) {
  const planned = required(onlyOf(plan.webhook_configuration))
  const authorization = required(onlyOf(planned.webhook_authorization))
  const written = onlyOf(onlyOf(config.webhook_configuration)?.webhook_authorization)
  function secretFor(method: Method) {
    return present(secretOf(method, authorization, written))
  }
  return {
    type: 'webhook',
    configuration: {
      webhook_endpoint: known(planned.webhook_endpoint),
      webhook_authorization: AUTHORIZATIONS[known(authorization.method)](authorization, secretFor),
    },
  } as const satisfies EventStreamDestinationUpdate
}

const AUTHORIZATIONS: {
  readonly [M in Method]: (
    plan: PlannedAuthorization,
    secretFor: (method: Method) => string,
  ) => Extract<WebhookAuthorizationCreate, { method: M }>
} = {
  bearer: (_, secretFor) => ({ method: 'bearer', token: secretFor('bearer') }),
  basic: (plan, secretFor) => ({ method: 'basic', username: present(plan.username), password: secretFor('basic') }),
  custom_header: (plan, secretFor) => ({
    method: 'custom_header',
    header_key: present(plan.header_key),
    header_value: secretFor('custom_header'),
  }),
}

function required<Block>(block: Block | undefined): Block {
  if (block === undefined) throw new TypeError('a block of the webhook is missing')
  return block
}

function present(value: string | null | Unknown): string {
  const text = known(value)
  if (text === null) throw new TypeError('an argument of the webhook authorization is missing')
  return text
}
