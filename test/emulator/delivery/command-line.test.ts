import { parseEmulatorOptions } from '../../../cli/emulate-options'

describe('the options of deliveries', () => {
  it('are read from the command line', () => {
    const overrides = ['https://example.com=http://127.0.0.1:3000', 'https://a.example?x=1=https://localhost:1/b']
    const options = parseEmulatorOptions({ speed: '0.5', 'webhook-override': overrides, 'insecure-webhooks': true })
    expect(options).toMatchObject({
      speed: 0.5,
      deliveries: {
        webhookOverrides: {
          'https://example.com': 'http://127.0.0.1:3000',
          'https://a.example?x=1': 'https://localhost:1/b',
        },
        insecureWebhooks: true,
      },
    })
  })

  it.each([
    ['speed', '0'],
    ['speed', 'fast'],
    ['webhook-override', ['https://example.com']],
    ['webhook-override', ['ftp://a=http://b']],
    ['webhook-ca', '/nowhere/ca.pem'],
  ])('are refused: --%s %s', (name, value) => {
    expect(() => parseEmulatorOptions({ [name]: value })).toThrow(`--${name}`)
  })
})
