import type { ObjectValue } from '../../../provider/framework/index'
import { toSchemaMessage } from '../../../provider/protocol/schema-message'
import { type Body, schema } from '../../../schema/dsl/index'
import { readBlock } from '../../kit/core-schema'
import { proposedNew } from '../../kit/proposed-new'

/** What Terraform proposes: the configuration, with the prior values of what it leaves to the provider. */
export function proposed(body: Body, prior: ObjectValue | null, configured: ObjectValue): ObjectValue {
  const { block } = toSchemaMessage(schema({ type: 'any', doc: '', body }))
  if (block === undefined) throw new Error('a schema without a block')
  return proposedNew(readBlock(block), prior, configured)
}
