import { handshakeLine, readHandshakeTerms } from '../../../provider/plugin/handshake'
import { parseHandshake } from '../../kit/plugin-process'

const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2'

function terms(env: Record<string, string>) {
  return () => readHandshakeTerms(env, 'terraform-provider-fixture')
}

describe('the handshake', () => {
  it('tells a person what the program is and what to run', () => {
    expect(terms({})).toThrow(
      /^terraform-provider-fixture is a Terraform provider.*\n.*"terraform init".*"terraform plan"/,
    )
  })

  it('takes a wrong cookie for a start by a person', () => {
    expect(terms({ TF_PLUGIN_MAGIC_COOKIE: 'x' })).toThrow(/is a Terraform provider/)
  })

  it('refuses a Terraform without protocol 6, and names what it offers', () => {
    expect(terms({ TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_PROTOCOL_VERSIONS: '4,5' })).toThrow(/offers only 4,5/)
  })

  it.each(['6', '5,6', '6,5', ''])('accepts the offer "%s"', (versions) => {
    const env = { TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_PROTOCOL_VERSIONS: versions, PLUGIN_CLIENT_CERT: 'pem' }
    expect(terms(env)()).toEqual({ clientCertificatePem: 'pem' })
  })

  it('takes an empty client certificate for none', () => {
    expect(terms({ TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_CLIENT_CERT: '' })().clientCertificatePem).toBeUndefined()
  })

  it('writes six fields with the certificate in base64 without padding', () => {
    const line = handshakeLine({ network: 'unix', address: '/tmp/x/plugin' }, Buffer.from('four'))
    expect(line).toBe('1|6|unix|/tmp/x/plugin|grpc|Zm91cg\n')
  })

  it('leaves the sixth field empty without TLS', () => {
    expect(handshakeLine({ network: 'tcp', address: '127.0.0.1:10000' }, undefined)).toBe(
      '1|6|tcp|127.0.0.1:10000|grpc|\n',
    )
  })

  it('is no handshake line when it has too many fields', () => {
    expect(() => parseHandshake('1|6|unix|/x|grpc|a|b')).toThrow('not a handshake line')
  })
})
