import { isDeepStrictEqual } from 'node:util'
import { MODES, type ModeName } from '../../emulator/index'
import type { ObjectValue } from '../kit/terraform-core'
import {
  AUTHORIZATIONS,
  actionStream,
  bearer,
  eventbridgeStream,
  SECRET,
  type StreamState,
  webhook,
  webhookStream,
} from './event-stream-config'
import { setStage } from './stage'

const stage = setStage()

/** Every position that is not a default, of every switch that the emulator has; a new one is among them at once. */
const TURNED = Object.entries(MODES).flatMap(([name, [, ...positions]]) =>
  positions.map((position) => ({ position: `${name} at ${position}`, modes: { [name]: position } })),
)

/** The configurations that a stream goes through, and what is planned once it is imported. */
interface Life {
  readonly destination: string
  readonly steps: readonly (readonly [what: string, config: ObjectValue])[]
  readonly afterImport: 'no-op' | 'update'
}

const RENAMED = { name: 'people' }
const RESUBSCRIBED = { ...RENAMED, subscriptions: ['user.deleted', 'user.created', 'user.deleted'] }
const DISABLED = { ...RESUBSCRIBED, status: 'disabled' }
const ENABLED = { ...RESUBSCRIBED, status: 'enabled' }

function stepsOf(configOf: (members: ObjectValue) => ObjectValue) {
  return [
    ['created', configOf({})],
    ['renamed', configOf(RENAMED)],
    ['disabled, and subscribed to others, one of them twice', configOf(DISABLED)],
    ['enabled', configOf(ENABLED)],
  ] as const
}

/** The authorization with another secret, and the next version of one that is write-only. */
function rotated(authorization: ObjectValue): ObjectValue {
  return Object.fromEntries(
    Object.entries(authorization).map(([key, value]) => {
      if (key.endsWith('_wo_version')) return [key, 2]
      return [key, value === SECRET ? 'another-secret' : value]
    }),
  )
}

function moved(authorization: ObjectValue): ObjectValue {
  return {
    ...ENABLED,
    webhook_configuration: [webhook(authorization, 'https://example.com/moved')],
  }
}

/** Another way to authorize than the given one. */
function other({ method }: ObjectValue): ObjectValue {
  return method === 'bearer' ? { method: 'basic', username: 'auth0', password: SECRET } : bearer()
}

const LIVES: readonly Life[] = [
  { destination: 'EventBridge', steps: stepsOf((members) => eventbridgeStream({}, members)), afterImport: 'no-op' },
  { destination: 'an Action', steps: stepsOf((members) => actionStream('act-1', members)), afterImport: 'no-op' },
  ...AUTHORIZATIONS.map(([name, authorization]): Life => {
    const steps = [
      ...stepsOf((members) => webhookStream(authorization, members)),
      ['rotated', webhookStream(rotated(authorization), ENABLED)],
      ['moved', webhookStream(authorization, moved(rotated(authorization)))],
      ['authorized otherwise', webhookStream(authorization, moved(other(authorization)))],
    ] as const
    return { destination: `a webhook (${name})`, steps, afterImport: 'update' }
  }),
]

/** Every destination and method, each webhook's secret write-only: the harder half, where no state can remember it. */
const HARD_LIVES = LIVES.filter(({ destination }) => !destination.includes('webhook') || /write-only/.test(destination))

const POSITIONS = [
  { position: 'every switch at its default', modes: {}, lives: LIVES },
  ...TURNED.map((turned) => ({ ...turned, lives: HARD_LIVES })),
]

/** What a plan says right after a refresh; `drift` when the refresh finds something else than what was applied. */
async function planAgain(state: StreamState, config: ObjectValue): Promise<string> {
  const { state: refreshed } = await stage.stream.read(state)
  return isDeepStrictEqual(refreshed, state) ? await stage.actionOf(state, config) : 'drift'
}

/** Leads a stream through its life, and tells what was planned after each step, after import, and what is left. */
async function live({ steps }: Life) {
  const plans: Record<string, string> = {}
  let state: StreamState | undefined
  let last: ObjectValue = {}
  for (const [what, config] of steps) {
    state = state === undefined ? await stage.create(config) : await stage.change(state, config)
    plans[what] = await planAgain(state, config)
    last = config
  }
  if (state === undefined) throw new Error('a life without steps')
  const imported = await stage.stream.import(state.id)
  const afterImport = await stage.actionOf(imported.state, last)
  await stage.stream.destroy(state)
  return { plans, afterImport, left: stage.tenant.eventStreams() }
}

describe.each(POSITIONS)('with $position', ({ modes, lives }) => {
  beforeEach(() => {
    stage.tenant.setModes(modes)
    stage.tenant.addAction({ id: 'act-1' })
  })

  it.each(lives)('a stream to $destination plans nothing after any step of its life', async (life) => {
    const plans = Object.fromEntries(life.steps.map(([what]) => [what, 'no-op']))
    expect(await live(life)).toEqual({ plans, afterImport: life.afterImport, left: [] })
  })
})

async function attempt(config: ObjectValue) {
  const change = stage.create(config)
  return await change.then(
    () => 'created',
    () => 'refused',
  )
}

async function actionAfterwards() {
  await stage.stream.destroy(await stage.create(actionStream('act-1')))
  const headers = { authorization: `Bearer ${stage.emulator.apiToken}` }
  const { status } = await stage.tenant.request('/api/v2/actions/actions/act-1', { headers })
  return status === 404 ? 'gone' : 'there'
}

/** What a switch changes for who uses the provider: the rest of them change nothing, see above. */
const DIFFERENCES: readonly {
  readonly name: ModeName
  readonly what: string
  readonly outcomeOf: () => Promise<string>
  readonly outcomes: Readonly<Record<string, string>>
}[] = [
  {
    name: 'cascadeDeleteAction',
    what: 'the action of a destroyed stream',
    outcomeOf: actionAfterwards,
    outcomes: { on: 'gone', off: 'there' },
  },
  {
    name: 'sharedAction',
    what: 'a second stream to an action',
    outcomeOf: async () => {
      await stage.create(actionStream('act-1'))
      return await attempt(actionStream('act-1', { name: 'second' }))
    },
    outcomes: { reject: 'refused', accept: 'created' },
  },
  {
    name: 'nameUniqueness',
    what: 'a name that differs from another one in case only',
    outcomeOf: async () => {
      await stage.create(webhookStream())
      return await attempt(webhookStream(undefined, { name: 'USERS' }))
    },
    outcomes: { 'case-sensitive': 'created', 'case-insensitive': 'refused' },
  },
  {
    name: 'unknownEventTypes',
    what: 'a subscription to an event that the catalog does not have',
    outcomeOf: () => attempt(webhookStream(undefined, { subscriptions: ['user.craeted'] })),
    outcomes: { accept: 'created', reject: 'refused' },
  },
]

describe.each(DIFFERENCES)('the switch $name', ({ name, what, outcomeOf, outcomes }) => {
  beforeEach(() => void stage.tenant.addAction({ id: 'act-1' }))

  it.each(MODES[name].map((position) => ({ position, outcome: outcomes[position] })))(
    `decides on ${what}: $position is $outcome`,
    async ({ position, outcome }) => {
      stage.tenant.setModes({ [name]: position })
      expect(await outcomeOf()).toBe(outcome)
    },
  )
})
