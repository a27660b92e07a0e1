import { X509Certificate } from 'node:crypto'
import { createCertificate } from '../../../provider/plugin/certificate'
import { parsePem, toPem } from '../../../provider/plugin/pem'

const NOW = new Date('2026-11-22T12:00:00Z')

describe("a plugin's certificate", () => {
  const { der, privateKey } = createCertificate(NOW)
  const certificate = new X509Certificate(der)

  it('belongs to its key and is signed with it', () => {
    expect(certificate.checkPrivateKey(privateKey)).toBe(true)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
  })

  it('is for localhost', () => {
    expect(certificate.subjectAltName).toBe('DNS:localhost')
    expect(certificate.checkHost('localhost')).toBe('localhost')
  })

  it('may stand for its own authority, for servers and for clients', () => {
    expect(certificate.ca).toBe(true)
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'])
  })

  it('is valid from slightly before its making', () => {
    expect(new Date(certificate.validFrom)).toEqual(new Date('2026-11-22T11:55:00Z'))
    expect(new Date(certificate.validTo)).toEqual(new Date('2027-11-22T12:00:00Z'))
  })

  it('is valid beyond 2049', () => {
    const late = new X509Certificate(createCertificate(new Date('2049-12-31T00:00:00Z')).der)
    expect(new Date(late.validTo)).toEqual(new Date('2050-12-31T00:00:00Z'))
  })

  it('has a key on P-256', () => {
    expect(privateKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
  })

  it('has a serial number of its own', () => {
    expect(new X509Certificate(createCertificate(NOW).der).serialNumber).not.toBe(certificate.serialNumber)
  })
})

describe('PEM', () => {
  it.each([1, 47, 48, 49, 95, 96, 97, 428])('holds %i bytes on lines of 64, none of them empty', (length) => {
    const der = Buffer.alloc(length, 'der')
    expect(toPem(der)).toMatch(/^-----BEGIN CERTIFICATE-----\n([^\n]{64}\n)*[^\n]{1,64}\n-----END CERTIFICATE-----\n$/)
    expect(parsePem(toPem(der))).toEqual(der)
  })

  it('reads lines that end as on Windows', () => {
    expect(parsePem(toPem(Buffer.from('der')).replaceAll('\n', '\r\n'))).toEqual(Buffer.from('der'))
  })

  it('refuses text without a certificate', () => {
    expect(() => parsePem('hello')).toThrow('not a PEM certificate')
  })
})
