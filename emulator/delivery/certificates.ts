import { X509Certificate } from 'node:crypto'

/** Refuses PEM text that holds no certificate, or one that cannot be read. Throws an `Error` that says which. */
export function assertCertificates(pem: string): void {
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  if (certificates.length === 0) throw new Error('it holds no certificate in PEM form')
  for (const [at, certificate] of certificates.entries()) {
    if (!canBeRead(certificate)) throw new Error(`its certificate ${at + 1} cannot be read`)
  }
}

function canBeRead(certificate: string): boolean {
  try {
    new X509Certificate(certificate)
    return true
  } catch {
    return false
  }
}
