import { createTenant, MODES, type ModeName } from '../../emulator/index'
import { SWITCH_SUMMARIES } from '../../emulator/switches/switch-summaries'

interface Route {
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly query?: Record<string, string>
  readonly example?: unknown
}

/** The control routes as the README lists them: read from the tenant itself. */
export async function controlTable(): Promise<string> {
  const tenant = createTenant()
  const response = await tenant.request('/__emulator/')
  const { routes } = (await response.json()) as { routes: Route[] }
  const rows = routes.map(({ method, path, summary, query = {}, example }) => {
    const parameters = Object.entries(query).map(([name, meaning]) => ` \`?${name}=\`: ${meaning}.`)
    const body = example === undefined ? '' : ` \`${JSON.stringify(example)}\``
    return `| \`${method} ${path}\` | ${summary}${parameters.join('')}${body} |`
  })
  return ['| route | what it does, and an example of its body |', '|---|---|', ...rows].join('\n')
}

/** The switches as the README lists them, the default first. */
export function switchTable(): string {
  const rows = (Object.keys(MODES) as ModeName[]).map((name) => {
    const positions = MODES[name].map((position) => `\`${position}\``).join(', ')
    return `| \`${name}\` | ${positions} | ${SWITCH_SUMMARIES[name]} |`
  })
  return ['| switch | values | what it decides |', '|---|---|---|', ...rows].join('\n')
}
