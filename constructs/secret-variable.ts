import type { Construct } from 'constructs'
import { TerraformVariable, type TerraformVariableConfig } from './core'
import { requireId, requireKind } from './given'
import { refusal } from './refusal'

/** Configuration of a `SecretVariable`. It has no default, which would be in plain text in `cdk.tf.json`. */
export type SecretVariableConfig = Omit<TerraformVariableConfig, 'default' | 'sensitive'>

/**
 * A Terraform variable for a secret: sensitive, so Terraform masks it in its output, and ephemeral, so it is never stored in a saved
 * plan or in the state. `cdktf diff` and `deploy` always save a plan, in which a variable that is only sensitive is readable. Set its
 * value with `TF_VAR_<name>` for each command. Default type: `string`.
 *
 * Terraform accepts an ephemeral value for write-only arguments, such as those of `WebhookAuthorization` and `EventStreamAction`, and
 * in provider blocks, and refuses it elsewhere, such as for a secret with `storeInState: true`. Requires Terraform 1.11 or later.
 *
 * @example
 * const token = new SecretVariable(this, 'crm_token') // TF_VAR_crm_token=… cdktf deploy
 * WebhookAuthorization.bearer(token.stringValue)
 */
export class SecretVariable extends TerraformVariable {
  constructor(scope: Construct, id: string, config: SecretVariableConfig = {}) {
    requireConfig(scope, id, config)
    super(scope, id, { type: 'string', ...config, sensitive: true })
    // Neither framework has a property for it.
    this.addOverride('ephemeral', true)
  }
}

function requireConfig(scope: Construct, id: string, config: object): void {
  const subject = `SecretVariable "${scope.node.path}/${requireId('SecretVariable', scope, id)}"`
  requireKind(subject, 'config', config, 'object')
  if (!('default' in config) || config.default === undefined) return
  throw refusal(
    subject,
    'default',
    `a default would be in plain text in cdk.tf.json. Leave it out, and give the value with TF_VAR_${id}.`,
  )
}
