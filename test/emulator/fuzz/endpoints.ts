import { createApp } from '../../../emulator/app'
import { createControls } from '../../../emulator/controls/tenant-controls'
import { createState } from '../../../emulator/create-state'

/** A method and a path pattern such as `/api/v2/users/:id`. */
export interface Endpoint {
  readonly method: string
  readonly path: string
}

/** Every endpoint that a tenant answers, as its application has them: a new one is among them as soon as it is there. */
export function listEndpoints(): readonly Endpoint[] {
  const { state, reset, close } = createState({})
  const { routes } = createApp(state, createControls(state, reset))
  close()
  const concrete = routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
  const named = concrete.map(({ method, path }): [string, Endpoint] => [`${method} ${path}`, { method, path }])
  return [...new Map(named).values()]
}

/** Whether an endpoint belongs to tests and not to Auth0: it changes how the tenant behaves, on purpose. */
export function isControl({ path }: Endpoint): boolean {
  return path.startsWith('/__emulator/') && !path.startsWith('/__emulator/console/')
}
