import { action, actionData, auth0Provider, eventStream, eventStreamData } from '../auth0/index'
import type { Declared, EmittedFile } from './declared'
import { emitDocs } from './docs'
import { pages } from './pages'
import { emitProviderSchema } from './provider-schema'

const DECLARED: Declared = {
  address: 'registry.terraform.io/auth0-event-streams/auth0',
  provider: auth0Provider,
  resources: [eventStream, action],
  dataSources: [eventStreamData, actionData],
}

/**
 * Where the emitted files are, from the repository's root. All that is there is generated; what people write for the
 * Terraform Registry (`docs/guides`, images) is beside it.
 */
export const GENERATED_PLACES = ['schema/generated', 'docs/index.md', 'docs/resources', 'docs/data-sources'] as const

/** Every file that is read off the declarations. */
export const emitAll = (): readonly EmittedFile[] => [emitProviderSchema(DECLARED), ...emitDocs(pages(), DECLARED)]
