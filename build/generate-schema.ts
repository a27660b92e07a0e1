import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { createAuth0Provider } from '../provider/resources/index'
import type { Declared } from '../schema/emit/declared'
import { emitAll, GENERATED_PLACES } from '../schema/emit/emit'

/** What the provider serves, so that nothing is documented that is not served, and the other way round. */
export function declaredByProvider(): Declared {
  const { schema, resources, dataSources, functions = [] } = createAuth0Provider({ version: '', env: {} })
  return {
    address: 'registry.terraform.io/auth0-event-streams/auth0',
    provider: schema,
    resources: resources.map((resource) => resource.schema),
    dataSources: dataSources.map((dataSource) => dataSource.schema),
    functions: functions.map(({ declaration }) => declaration),
  }
}

function main(): void {
  const files = emitAll(declaredByProvider())
  for (const place of GENERATED_PLACES) rmSync(place, { recursive: true, force: true })
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

if (require.main === module) main()
