import { secretsIn } from '../redaction'
import type { CallOptions } from './call-options'
import type { Collection, CollectionCalls, ObjectTypes } from './collection'

/** Calls that name the secrets of a body as those of the call, so that what is sent on its behalf masks them as well. */
export function withBodySecrets<Types extends ObjectTypes>(
  calls: CollectionCalls<Types>,
  { secretPaths }: Pick<Collection<Types>, 'secretPaths'>,
): CollectionCalls<Types> {
  function naming(body: unknown, options: CallOptions = {}): CallOptions {
    return {
      ...options,
      secrets: [...(options.secrets ?? []), ...secretsIn(body, secretPaths)],
    }
  }
  return {
    ...calls,
    create: (body, options) => calls.create(body, naming(body, options)),
    update: (id, body, options) => calls.update(id, body, naming(body, options)),
  }
}
