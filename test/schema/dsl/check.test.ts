import {
  catalog,
  Decimal,
  each,
  inRange,
  length,
  notEmpty,
  pattern,
  someElement,
  suggest,
  UNKNOWN,
  wholeNumber,
} from '../../../schema/dsl/index'

function summaries(faults: readonly { summary: string }[]) {
  return faults.map(({ summary }) => summary)
}

describe('a pattern', () => {
  const digits = pattern(/^\d+$/, 'Invalid code', 'digits only', 'Leave the letters out.')

  it('accepts text that matches', () => {
    expect(digits('0123')).toEqual([])
  })

  it('refuses other text with what was got, what is allowed and what to do', () => {
    expect(digits('12"a')).toEqual([
      {
        severity: 'error',
        summary: 'Invalid code',
        detail: '"12\\"a" must be digits only.\n\nLeave the letters out.',
      },
    ])
  })
})

describe('a pattern for what may hold a password', () => {
  it.each([
    ['https://user:hush@example.com/x', '"***@example.com/x"'],
    ['user:hush@example.com', '"***@example.com"'],
    ['user:hu@sh/@example.com', '"***@example.com"'],
    ['user@example.com', '"user@example.com"'],
  ])('quotes %s as %s', (text, quoted) => {
    const [fault] = pattern(/^$/, 'Invalid URL', 'a URL', '')(text)
    expect(fault?.detail.startsWith(`${quoted} must be`)).toBe(true)
  })
})

describe('a length', () => {
  const short = length('Invalid name', 2, 4)

  it.each(['ab', 'abcd', '😀😀', '😀😀😀😀'])('accepts %s, both bounds included and counted in code points', (text) => {
    expect(short(text)).toEqual([])
  })

  it.each([
    ['a', 'Choose a longer one.'],
    ['', 'Give it a value.'],
    ['abcde', 'Choose a shorter one.'],
    ['😀', 'Choose a longer one.'],
  ])('refuses %j and says: %s', (text, advice) => {
    expect(short(text)).toEqual([expect.objectContaining({ detail: expect.stringMatching(new RegExp(`${advice}$`)) })])
  })

  it('quotes a long text in part only', () => {
    const [fault] = length('Invalid name', 1, 128)('x'.repeat(5000))
    expect(fault?.detail).toBe(
      `"${'x'.repeat(40)}"… (5000 characters) must have 1 to 128 characters.\n\nChoose a shorter one.`,
    )
  })
})

describe('a secret that must not be empty', () => {
  const check = notEmpty('Empty token', 'Give the token.')

  it('refuses the empty string', () => {
    expect(check('')).toEqual([
      { severity: 'error', summary: 'Empty token', detail: 'The value is an empty string.\n\nGive the token.' },
    ])
  })

  it.each(['hush', ' ', '\u0000'])('accepts %j, so that it is never quoted', (text) => {
    expect(check(text)).toEqual([])
  })
})

describe('a whole number', () => {
  const check = wholeNumber('Invalid version', 'Count up from 1.')

  it.each([0, 1, -1, 2n ** 60n])('is accepted: %s', (value) => {
    expect(check(value)).toEqual([])
  })

  it.each<readonly [number | Decimal, string]>([
    [0.5, '0.5'],
    [new Decimal('0.1'), '0.1'],
  ])('is anything but a fraction: %s', (value, shown) => {
    expect(check(value as number)).toMatchObject([{ detail: `${shown} must be a whole number.\n\nCount up from 1.` }])
  })
})

describe('a range', () => {
  const check = inRange('Invalid share', (value) => value >= 0 && value <= 90, 'from 0 to 90', 'Choose one.')

  it.each([0, 90, 12.5, 45n, '20', new Decimal('0.1') as unknown as number])('has %s in it', (value) => {
    expect(check(value)).toEqual([])
  })

  it.each<readonly [number | bigint | string, string]>([
    [91, '91'],
    [-1, '-1'],
    [91n, '91'],
    ['91', '"91"'],
    ['much', '"much"'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [new Decimal('-0.1') as unknown as number, '-0.1'],
  ])('has %s not in it', (value, shown) => {
    expect(check(value)).toEqual([
      { severity: 'error', summary: 'Invalid share', detail: `${shown} must be from 0 to 90.\n\nChoose one.` },
    ])
  })
})

describe('a list that must have an element', () => {
  const check = someElement('Empty list', 'Name one.')

  it('refuses an empty list', () => {
    expect(check([])).toEqual([{ severity: 'error', summary: 'Empty list', detail: 'Name one.' }])
  })

  it('accepts one whose only element is unknown', () => {
    expect(check([UNKNOWN])).toEqual([])
  })
})

describe('a check of each element', () => {
  const check = each(pattern(/^a/, 'Not an a', 'an a', 'Write an a.'))

  it('gives each fault the index of its element', () => {
    expect(check(['a', 'b', 'ab', 'c']).map(({ at }) => at)).toEqual([[1], [3]])
  })

  it('leaves out an unknown element', () => {
    expect(check([UNKNOWN, 'a'])).toEqual([])
  })

  it('refuses a null element', () => {
    expect(check(['a', null])).toMatchObject([{ severity: 'error', summary: 'Null element', at: [1] }])
  })

  it('keeps the place that an inner check names', () => {
    expect(each(check)([['b']])).toMatchObject([{ summary: 'Not an a', at: [0, 0] }])
  })

  it('reports every fault of one element', () => {
    const both = each<string>((text) => [...length('Short', 3, 9)(text), ...pattern(/^a/, 'Not an a', '', '')(text)])
    expect(summaries(both(['b']))).toEqual(['Short', 'Not an a'])
  })
})

describe('a catalog', () => {
  const check = catalog('animal', 'an animal', ['horse', 'mule'])

  it('accepts what it holds', () => {
    expect(check('mule')).toEqual([])
  })

  it('only warns about what it lacks, and names the nearest', () => {
    expect(check('hrse')).toMatchObject([
      {
        severity: 'warning',
        summary: 'Unknown animal "hrse"',
        detail: expect.stringContaining('Did you mean "horse"?'),
      },
    ])
  })

  it('lists what it holds when nothing is near', () => {
    expect(check('elephant')[0]?.detail).toContain('Known ones: horse, mule.')
  })
})

describe('a suggestion', () => {
  it.each([
    ['beare', 'bearer'],
    ['barer', 'bearer'],
    ['baerer', 'bearer'],
    ['Bearer', 'bearer'],
    ['basik', 'basic'],
    ['custom-header', 'custom_header'],
  ])('takes %s for %s', (text, meant) => {
    expect(suggest(text, ['basic', 'bearer', 'custom_header'])).toBe(meant)
  })

  it.each([
    ['token', ['basic', 'bearer']],
    ['', ['basic']],
    ['bazzc', ['basic']],
    ['user.xxxxxed', ['user.created']],
    ['anything', []],
  ])('takes %j for nothing', (text, known) => {
    expect(suggest(text, known)).toBeUndefined()
  })

  it.each([
    ['user.create', 'user.created'],
    ['user.craeted', 'user.created'],
    ['organisation.member.added', 'organization.member.added'],
  ])('allows a third of a long word to differ: %s is %s', (text, meant) => {
    expect(suggest(text, ['user.created', 'user.deleted', 'organization.member.added'])).toBe(meant)
  })

  it('allows one slip in a word of two letters', () => {
    expect(suggest('of', ['on'])).toBe('on')
  })

  it('takes the first of two that are equally near', () => {
    expect(suggest('cat', ['bat', 'rat'])).toBe('bat')
  })
})
