import { isUnknown, type Schema } from '../../schema/dsl/index'
import type { Logger } from './logger'
import { forEachAttribute, type ObjectValue } from './object-value'

/** Tells the logger every sensitive value of the object, so that none is ever printed. */
export function maskSecrets(schema: Schema, values: ObjectValue | null, log: Logger): void {
  if (values === null) return
  forEachAttribute(schema.body, { planned: values, prior: null, config: null }, ({ spec }, { planned }) => {
    if (spec.sensitive && typeof planned === 'string' && !isUnknown(planned)) log.mask(planned)
  })
}
