import { createLogger, type Logger } from '../../../provider/plugin/log'
import { readLogLevel } from '../../../provider/plugin/log-level'

/** A logger of everything, and what it wrote. */
function captured(level: Parameters<typeof createLogger>[0]['level'] = 'trace') {
  const lines: string[] = []
  const logger: Logger = createLogger({ level, module: 'fixture', write: (line) => lines.push(line) })
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> }
}

describe('a log line', () => {
  it("is hclog's JSON, with six fraction digits and its fields beside", () => {
    const { logger, lines, last } = captured()
    logger.warn('a stream vanished', { stream: 'est_1', count: 2 })
    expect(last()).toEqual({
      '@level': 'warn',
      '@message': 'a stream vanished',
      '@module': 'fixture',
      '@timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      stream: 'est_1',
      count: 2,
    })
    expect(lines[0]).toMatch(/^[^\n]*\n$/)
  })

  it('keeps its own message and level against fields of that name', () => {
    const { logger, last } = captured()
    logger.info('true', { '@message': 7, '@level': 8 })
    expect(last()).toMatchObject({ '@message': 'true', '@level': 'info' })
  })

  it('writes errors by message, bytes by number and big integers by digits', () => {
    const { logger, last } = captured()
    logger.info('mixed', {
      error: new Error('broken'),
      bytes: new Uint8Array(3),
      buffer: Buffer.from('ab'),
      big: 2n ** 64n,
    })
    expect(last()).toMatchObject({ error: 'broken', bytes: '3 bytes', buffer: '2 bytes', big: '18446744073709551616' })
  })

  it('survives fields that cannot be written', () => {
    const { logger, last } = captured()
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    logger.info('round', { circle })
    expect(last()).toMatchObject({ '@message': 'round' })
  })

  it('fits into 64 KiB by cutting its long values', () => {
    const { logger, lines, last } = captured()
    logger.info('long', { body: 'é'.repeat(100_000), short: 'kept' })
    expect(Buffer.byteLength(lines[0] ?? '')).toBeLessThan(65_536)
    expect(last()).toMatchObject({ short: 'kept', body: expect.stringMatching(/é\.\.\. \(99000 more characters\)$/) })
  })

  it('keeps a value of middle length whole', () => {
    const { logger, last } = captured()
    logger.info('middle', { body: 'x'.repeat(60_000) })
    expect(last()['body']).toHaveLength(60_000)
  })

  it('loses its fields when there are too many to cut', () => {
    const { logger, last } = captured()
    logger.info('many', Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key${index}`, 'value'])))
    expect(last()).toMatchObject({ '@message': 'many', truncated: true })
  })
})

describe('log levels', () => {
  it('write what is at least as important', () => {
    const { logger, lines } = captured('warn')
    logger.info('no')
    logger.warn('yes')
    logger.error('yes')
    expect(lines).toHaveLength(2)
    expect([logger.isEnabled('info'), logger.isEnabled('warn')]).toEqual([false, true])
  })

  it('write nothing when none is set', () => {
    const lines: string[] = []
    createLogger({ level: undefined, module: 'fixture', write: (line) => lines.push(line) }).error('no')
    expect(lines).toEqual([])
  })

  it.each([
    [{}, undefined],
    [{ TF_LOG: 'INFO' }, 'info'],
    [{ TF_LOG: 'JSON' }, 'trace'],
    [{ TF_LOG: 'verbose' }, 'trace'],
    [{ TF_LOG: 'off' }, undefined],
    [{ TF_LOG: 'trace', TF_LOG_PROVIDER: 'warn' }, 'warn'],
    [{ TF_LOG: 'trace', TF_LOG_PROVIDER: '' }, 'trace'],
    [{ TF_LOG_PROVIDER: 'warn', TF_LOG_PROVIDER_MY_AUTH0: 'debug' }, 'debug'],
  ])('are read from %j', (env, level) => {
    expect(readLogLevel(env, 'my-auth0')).toBe(level)
  })
})

describe('a masked secret', () => {
  it.each([
    ['message', 'says s3cr"t!', {}],
    ['field', 'm', { token: 's3cr"t!' }],
    ['nested field', 'm', { headers: [{ authorization: 'Bearer s3cr"t!' }] }],
    ['JSON text in a field', 'm', { body: JSON.stringify({ token: 's3cr"t!' }) }],
    ['form body', 'm', { body: new URLSearchParams({ token: 's3cr"t!' }).toString() }],
    ['error', 'm', { error: new Error('bad token s3cr"t!') }],
    ['field name', 'm', { 's3cr"t!': 1 }],
  ])('prints as *** in a %s', (_place, message, fields) => {
    const { logger, lines } = captured()
    logger.mask('s3cr"t!')
    logger.info(message, fields)
    expect(lines[0]).toContain('***')
    expect(lines[0]).not.toContain('s3cr')
  })

  it('is found in base64 amid other text, such as after the user name of basic authentication', () => {
    const { logger, last } = captured()
    const secret = 'a-long-enough-secret'
    logger.mask(secret)
    logger.info(`Basic ${Buffer.from(`user:${secret}`).toString('base64')}`)
    expect(last()['@message']).toMatch(/^Basic [\w+/]{7,9}\*\*\*[\w+/=]{0,4}$/)
  })

  it('leaves nothing of a longer secret that contains a shorter one', () => {
    const { logger, last } = captured()
    logger.mask('secret')
    logger.mask('secret-and-more')
    logger.info('is secret-and-more')
    expect(last()['@message']).toBe('is ***')
  })

  it('is masked before its value is cut', () => {
    const { logger, lines } = captured()
    logger.mask('0123456789')
    logger.info('long', { body: `${'x'.repeat(995)}0123456789${'x'.repeat(70_000)}` })
    expect(lines[0]).not.toContain('01234')
  })

  it('is ignored when it is too short to be one', () => {
    const { logger } = captured()
    logger.mask('')
    logger.mask('abc')
    expect(logger.masked('abc def')).toBe('abc def')
  })

  it('is masked in other texts even when nothing is logged', () => {
    const { logger } = captured(undefined)
    logger.mask('hunter22')
    expect(logger.masked('with hunter22')).toBe('with ***')
  })
})
