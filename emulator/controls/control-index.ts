import { SEED_KIND_NAMES } from '../seed/seed-format'
import { MODE_SUMMARIES } from '../switches/switch-summaries'
import { MODES, type ModeName, type Modes } from '../switches/switches'
import { CONTROL_PREFIX, type ControlRoute } from './control-route'

/** The answer to `GET /__emulator/`: every control route, every switch with its position, and the kinds of a seed. */
export function describeControls(routes: readonly ControlRoute[], modes: Modes) {
  return {
    routes: routes.map(describeRoute),
    modes: (Object.keys(MODES) as ModeName[]).map((name) => ({
      name,
      position: modes[name],
      positions: MODES[name],
      summary: MODE_SUMMARIES[name],
    })),
    seed: SEED_KIND_NAMES,
  }
}

function describeRoute({ method, path, summary, query, body }: ControlRoute) {
  return {
    method,
    path: CONTROL_PREFIX + path.replace(/:(\w+)/g, '{$1}'),
    summary,
    ...(query === undefined ? {} : { query }),
    ...(body === undefined ? {} : { members: Object.keys(body.schema.properties ?? {}), example: body.example }),
  }
}
