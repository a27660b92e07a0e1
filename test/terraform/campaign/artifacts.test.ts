import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findSecrets } from './artifacts'

const WRITTEN = 'written-0123456789abcdef'
const STORED = 'stored-0123456789abcdef'
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJodHRwcyJ9.signature'

describe('the search for secrets in what a run leaves behind', () => {
  let root: string
  let folder: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'artifacts-'))
    folder = join(root, 'work')
    mkdirSync(folder)
  })
  afterEach(() => rmSync(root, { recursive: true }))
  function search(stdout = '', stderr = '') {
    return findSecrets({ folder }, [{ stdout, stderr }], 'client-secret')
  }

  it('lets stored secrets be in the configuration and the state', () => {
    for (const name of ['main.tf', 'terraform.tfstate', 'terraform.tfstate.backup']) {
      writeFileSync(join(folder, name), STORED)
    }
    expect(search()).toEqual([])
  })

  it.each([
    ['terraform.tfstate', WRITTEN, 'write-only secret'],
    ['crash.log', STORED, 'stored secret'],
    ['trace.log', `Bearer ${TOKEN}`, 'access token'],
    ['../tmp.json', 'client-secret', 'client secret'],
  ])('finds in %s %s', (file, text, what) => {
    writeFileSync(join(folder, file), `a line\n${text}\n`)
    expect(search()).toEqual([`a secret in the artifacts: a ${what} in ${file.replace('../', '')}`])
  })

  it('finds them in what is printed', () => {
    expect(search(`token = ${STORED}`, `error: ${WRITTEN}`)).toEqual([
      'a secret in the artifacts: a stored secret in stdout',
      'a secret in the artifacts: a write-only secret in stderr',
    ])
  })
})
