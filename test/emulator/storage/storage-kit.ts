import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A path for a data file in a folder of its own, which is removed after each test. */
export function dataFiles(): () => string {
  const folders: string[] = []
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })
  return () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tenant-data-'))
    folders.push(folder)
    return path.join(folder, 'tenant.db')
  }
}
