import { startupMessage } from '../../cli/startup-message'
import type { Emulator } from '../../emulator/index'

const EMULATOR = {
  url: 'https://127.0.0.1:8443',
  domain: 'https://127.0.0.1:8443',
  clientId: 'me',
  clientSecret: "it's mine",
  apiToken: 'token',
  caFile: 'C:\\Users\\Ann Lee\\Temp\\ca.pem',
} as Emulator

describe('what emulate prints on Windows', () => {
  const text = startupMessage(EMULATOR, 'win32')

  it('can be pasted into PowerShell', () => {
    expect(text).toContain("\n$env:AUTH0_DOMAIN = '127.0.0.1:8443'\n$env:AUTH0_CLIENT_ID = 'me'\n")
    expect(text).toContain("\n$env:AUTH0_CLIENT_SECRET = 'it''s mine'\n")
    expect(text).toContain("\n$env:NODE_EXTRA_CA_CERTS = 'C:\\Users\\Ann Lee\\Temp\\ca.pem'\n")
    expect(text).not.toContain('export ')
  })

  it('names the curl that is not an alias of another command', () => {
    expect(text).toContain(
      "\ncurl.exe --cacert 'C:\\Users\\Ann Lee\\Temp\\ca.pem' -H 'Authorization: Bearer token' https",
    )
  })
})
