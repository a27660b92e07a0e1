import { resolveBudget } from '../../../provider/resources/request-budget'
import { auth0Provider } from '../../../schema/auth0/index'
import { type ConfigOf, Decimal, UNKNOWN } from '../../../schema/dsl/index'

type Block = ConfigOf<typeof auth0Provider>

function resolve(over: Partial<Block>, env: { readonly [name: string]: string } = {}) {
  return resolveBudget(
    {
      ...(Object.fromEntries(Object.keys(auth0Provider.body).map((name) => [name, null])) as unknown as Block),
      ...over,
    },
    env,
  )
}

const ENV = { AUTH0_MAX_REQUESTS_PER_SECOND: '4', AUTH0_RATE_LIMIT_HEADROOM: '30' }

describe('the request budget', () => {
  it.each<readonly [string, Partial<Block>, { readonly [name: string]: string }, object]>([
    ['has its defaults when nothing is set', {}, {}, {}],
    [
      'comes from the block',
      { max_requests_per_second: 2, rate_limit_headroom: 50 },
      ENV,
      { maxRequestsPerSecond: 2, headroomPercent: 50 },
    ],
    ['comes from the environment', {}, ENV, { maxRequestsPerSecond: 4, headroomPercent: 30 }],
    ['takes an empty variable for unset', {}, { AUTH0_RATE_LIMIT_HEADROOM: '' }, {}],
    ['has its defaults for what is not known yet', { max_requests_per_second: UNKNOWN }, ENV, { headroomPercent: 30 }],
    [
      'takes fractions',
      { max_requests_per_second: new Decimal('0.1') as unknown as number },
      {},
      { maxRequestsPerSecond: 0.1 },
    ],
    ['may leave nothing to others', { rate_limit_headroom: 0 }, {}, { headroomPercent: 0 }],
  ])('%s', (_, over, env, budget) => {
    expect(resolve(over, env)).toEqual({ budget })
  })

  it('reports all variables that are wrong, each with its value and what is allowed', () => {
    expect(resolve({}, { AUTH0_MAX_REQUESTS_PER_SECOND: 'many', AUTH0_RATE_LIMIT_HEADROOM: '95' })).toMatchObject({
      diagnostics: [
        {
          severity: 'error',
          summary: 'Invalid max requests per second',
          detail: expect.stringMatching(
            /^AUTH0_MAX_REQUESTS_PER_SECOND is wrong: "many" must be a number greater than 0\./,
          ),
        },
        {
          summary: 'Invalid rate limit headroom',
          detail: expect.stringMatching(
            /^AUTH0_RATE_LIMIT_HEADROOM is wrong: "95" must be a percentage from 0 to 90\./,
          ),
        },
      ],
    })
  })

  it('does not look at a variable that an attribute stands before', () => {
    expect(resolve({ rate_limit_headroom: 10 }, { AUTH0_RATE_LIMIT_HEADROOM: 'x' })).toEqual({
      budget: { headroomPercent: 10 },
    })
  })
})
