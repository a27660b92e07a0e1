import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { createFileStorage } from '../../../emulator/index'
import { dataFiles } from './storage-kit'

const newPath = dataFiles()
const ROUNDS = 6

/**
 * Counts up for ever: each step replaces one number, adds a row and deletes another in one go, then says so on stdout.
 * Every so often it pads a row, so that the log grows and is folded into the file while it runs.
 */
const WRITER = `
  require('tsx/cjs/api').register()
  require('./emulator/index').createFileStorage(process.argv[1]).then(async (storage) => {
    const [totals, rows] = [storage.collection('totals'), storage.collection('rows')]
    for (let step = (totals.get('step') ?? 0) + 1; ; step++) {
      totals.put('step', step)
      rows.put('row-' + step, { step, padding: 'x'.repeat(step % 7 === 0 ? 20_000 : 10) })
      rows.delete('row-' + (step - 50))
      if (step % 3 === 0) await new Promise(setImmediate)
      else storage.flush()
      require('node:fs').writeSync(1, step + '\\n')
    }
  })`

async function killAtRandom(file: string): Promise<number> {
  const child = spawn(process.execPath, ['-e', WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let acknowledged = 0
  const lines = createInterface(child.stdout)
  lines.once('line', () => setTimeout(() => child.kill('SIGKILL'), Math.random() * 300))
  lines.on('line', (line) => {
    acknowledged = Number(line)
  })
  await once(child, 'close')
  return acknowledged
}

describe('a tenant that is killed while it writes', () => {
  it('holds every change that was acknowledged, and each step whole or not at all', async () => {
    const file = newPath()
    for (let round = 0; round < ROUNDS; round++) {
      const acknowledged = await killAtRandom(file)
      const storage = await createFileStorage(file)
      const step = storage.collection<number>('totals').get('step') ?? 0
      const rows = storage.collection<{ step: number }>('rows').all()
      storage.close()
      expect(acknowledged).toBeGreaterThan(0)
      expect(step).toBeGreaterThanOrEqual(acknowledged)
      const first = Math.max(1, step - 49)
      expect(rows.map((row) => row.step)).toEqual(Array.from({ length: step - first + 1 }, (_, at) => first + at))
    }
  })
})
