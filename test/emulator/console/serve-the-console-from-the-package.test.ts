import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The built package somewhere else: whatever it still read beside its sources would be missing. */
const folder = mkdtempSync(join(tmpdir(), 'console-'))
cpSync('dist', folder, { recursive: true, filter: (path) => !path.includes('types') })
afterAll(() => rmSync(folder, { recursive: true }))

const { createTenant }: typeof import('../../../emulator/index') = require(join(folder, 'emulator/index.js'))

describe('the console of the built package', () => {
  const tenant = createTenant()
  afterAll(() => tenant.close())

  it.each([
    ['/__emulator/console/style.css', 'text/css; charset=utf-8', /--on-accent: ?#14162b/],
    ['/__emulator/console/script.js', 'text/javascript; charset=utf-8', /addEventListener\("submit"/],
    ['/', 'text/html; charset=UTF-8', /<link rel="stylesheet" href="\/__emulator\/console\/style\.css">/],
  ])('has %s', async (path, type, text) => {
    const response = await tenant.request(path)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
    expect(await response.text()).toMatch(text)
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'")
  })
})
