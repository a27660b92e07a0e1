import { checkChange } from '../../../../provider/resources/event-stream/check-change'
import { UNKNOWN } from '../../../../schema/dsl/index'
import { type Config, config, type Plan, plan, type State, state, webhook } from '../fixtures'

const WRITE_ONLY = { token_wo_version: 1 }

/** The faults of an update from one authorization to another, as severity and summary. */
function update(
  before: object,
  after: object,
  written: object = {},
  endpoint: Plan['name'] = 'https://example.com/hook',
) {
  const [block] = webhook(after)
  return faults({
    prior: state({ webhook_configuration: webhook(before) as State['webhook_configuration'] }),
    plan: plan({ webhook_configuration: [{ ...block, webhook_endpoint: endpoint }] as Plan['webhook_configuration'] }),
    config: config({ webhook_configuration: webhook({ ...after, ...written }) as Config['webhook_configuration'] }),
  })
}

function faults(change: Parameters<typeof checkChange>[0]) {
  return checkChange(change).map(({ severity, summary }) => `${severity}: ${summary}`)
}

const MISSING = 'error: Missing webhook secret'
const AGAIN = 'warning: Webhook secret of "users" is sent again'
const FORGOTTEN = 'warning: Webhook secret of "users" is no longer managed'
function basic(over: object) {
  return { method: 'basic', username: 'u', ...over }
}
function custom(over: object) {
  return { method: 'custom_header', header_key: 'X', ...over }
}
const OTHER = 'https://example.com/other'

describe('an update of a webhook stream', () => {
  it.each<readonly [what: string, found: readonly string[], change: Parameters<typeof update>]>([
    ['nothing changes', [], [WRITE_ONLY, WRITE_ONLY]],
    ['the value of a write-only secret changes', [], [WRITE_ONLY, WRITE_ONLY, { token_wo: 'y' }]],
    ['nothing changes after an import', [], [{}, {}]],
    ['a secret is added after an import', [], [{}, { token: 'x' }]],
    ['a write-only secret is added after an import', [], [{}, WRITE_ONLY, { token_wo: 'x' }]],
    ['a stored secret changes', [], [{ token: 'x' }, { token: 'y' }]],
    ['a stored secret becomes write-only', [], [{ token: 'x' }, WRITE_ONLY, { token_wo: 'x' }]],
    ['a write-only secret becomes stored', [], [WRITE_ONLY, { token: 'x' }]],
    ['a version changes', [], [WRITE_ONLY, { token_wo_version: 2 }, { token_wo: 'x' }]],
    ['the method changes', [], [{ token: 'x' }, basic({ password: 'y' })]],
    ['the method is unknown', [], [{ token: 'x' }, { method: UNKNOWN }]],
    ['the version is unknown', [], [WRITE_ONLY, { token_wo_version: UNKNOWN }]],
    ['the endpoint is unknown', [], [WRITE_ONLY, WRITE_ONLY, {}, UNKNOWN]],
    ['the endpoint changes and the secret is unknown', [], [WRITE_ONLY, WRITE_ONLY, { token_wo: UNKNOWN }, OTHER]],
    ['a version changes without a secret', [MISSING], [WRITE_ONLY, { token_wo_version: 2 }]],
    ['a version is new without a secret', [MISSING], [{ token: 'x' }, WRITE_ONLY]],
    ['a version changes and the secret is empty', [MISSING], [WRITE_ONLY, { token_wo_version: 2 }, { token_wo: '' }]],
    ['the method changes without a secret', [MISSING], [{ token: 'x' }, basic({})]],
    [
      'the method changes and its write-only secret is missing',
      [MISSING],
      [{}, custom({ header_value_wo_version: 1 })],
    ],
    ['the endpoint changes without a secret', [MISSING], [WRITE_ONLY, WRITE_ONLY, {}, OTHER]],
    ['the user name changes without a secret', [MISSING], [basic({}), basic({ username: 'v' })]],
    ['the header name changes without a secret', [MISSING], [custom({}), custom({ header_key: 'Y' })]],
    ['the endpoint changes and the secret goes', [MISSING], [{ token: 'x' }, {}, {}, OTHER]],
    ['the endpoint changes with a stored secret', [AGAIN], [{ token: 'x' }, { token: 'x' }, {}, OTHER]],
    ['the endpoint changes with a write-only one', [AGAIN], [WRITE_ONLY, WRITE_ONLY, { token_wo: 'x' }, OTHER]],
    ['the user name changes', [AGAIN], [basic({ password: 'x' }), basic({ username: 'v', password: 'x' })]],
    ['the endpoint and a stored secret change', [], [{ token: 'x' }, { token: 'y' }, {}, OTHER]],
    ['a stored secret goes', [FORGOTTEN], [{ token: 'x' }, {}]],
    ['a write-only secret and its version go', [FORGOTTEN], [WRITE_ONLY, {}]],
  ])('is checked when %s', (_, found, change) => {
    expect(update(...change)).toEqual(found)
  })

  it('is told by the method, whose line holds no secret', () => {
    const [fault] = checkChange({
      prior: null,
      plan: plan({ webhook_configuration: webhook({}) }),
      config: config({ webhook_configuration: webhook({}) }),
    })
    expect(fault?.path?.at(-1)).toBe('method')
  })
})

describe('the creation of a stream', () => {
  function creation(after: object, written: object = {}) {
    return faults({
      prior: null,
      plan: plan({ webhook_configuration: webhook(after) as Plan['webhook_configuration'] }),
      config: config({ webhook_configuration: webhook({ ...after, ...written }) as Config['webhook_configuration'] }),
    })
  }

  it.each<readonly [what: string, found: readonly string[], change: Parameters<typeof creation>]>([
    ['a secret', [], [{ token: 'x' }]],
    ['a write-only secret', [], [WRITE_ONLY, { token_wo: 'x' }]],
    ['an unknown secret', [], [{ token: UNKNOWN }]],
    ['an unknown write-only secret', [], [WRITE_ONLY, { token_wo: UNKNOWN }]],
    ['an unknown method', [], [{ method: UNKNOWN }]],
    ['no secret', [MISSING], [{}]],
    ['a version alone', [MISSING], [WRITE_ONLY]],
    ['the secret of another method', [MISSING], [basic({ token: 'x' })]],
  ])('is checked with %s', (_, found, change) => {
    expect(creation(...change)).toEqual(found)
  })

  it.each([
    ['another destination', plan({ destination_type: 'action', action_configuration: [{ action_id: 'a' }] })],
    ['an unknown block', plan({ webhook_configuration: UNKNOWN })],
  ])('needs no secret for %s', (_, planned) => {
    expect(faults({ prior: null, plan: planned, config: config() })).toEqual([])
  })
})
