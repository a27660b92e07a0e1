import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmulator } from '../../emulator/index'
import { webhookStream } from '../emulator/tenant-kit'
import { describeDeployCli, exportTenant, FORMATS, importTenant, inputOf } from './deploy-cli'

const EVERYTHING = { AUTH0_INCLUDED_ONLY: undefined }

describeDeployCli('a full export by the deploy CLI', () => {
  it.each(FORMATS)('meets no route that the tenant does not have: %s', async (format) => {
    const folder = mkdtempSync(join(tmpdir(), 'export-everything-'))
    const emulator = await startEmulator({
      tls: true,
      onUnknownRoute: 'error',
      seed: { event_streams: [webhookStream()] },
    })
    try {
      await exportTenant(emulator, format, folder, EVERYTHING)
      const unknown = emulator.tenant.requests().filter(({ status }) => status === 501)
      expect(unknown.map(({ method, path }) => `${method} ${path}`)).toEqual([])
      if (format === 'yaml') expect(readFileSync(join(folder, 'tenant.yaml'), 'utf8')).toContain('name: users')
    } finally {
      await emulator.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('says which mode an import of an unchanged webhook needs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'export-everything-'))
    const emulator = await startEmulator({ tls: true, seed: { event_streams: [webhookStream()] } })
    try {
      await exportTenant(emulator, 'yaml', folder)
      const unchanged = importTenant(emulator, inputOf('yaml', folder), {})
      await expect(unchanged).rejects.toThrow('--mode webhookPatchWithoutSecret=keep')
    } finally {
      await emulator.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
