import { SEED_KIND_NAMES } from '../seed/seed-format'
import { SWITCH_SUMMARIES } from '../switches/switch-summaries'
import { SWITCHES, type Switches, type SwitchName } from '../switches/switches'
import { CONTROL_PREFIX, type ControlRoute } from './control-route'

/** The response to `GET /__emulator/`: every control route, every switch with its position, and the kinds of a seed. */
export function describeControls(routes: readonly ControlRoute[], switches: Switches) {
  return {
    routes: routes.map(describeRoute),
    modes: (Object.keys(SWITCHES) as SwitchName[]).map((name) => ({
      name,
      position: switches[name],
      positions: SWITCHES[name],
      summary: SWITCH_SUMMARIES[name],
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
