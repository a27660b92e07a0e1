import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { scripts } from '../../package.json'

const FOLDER = join('.github', 'workflows')
const WORKFLOWS = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }))

function found(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, what = '']) => what)
}

describe.each(WORKFLOWS)('the workflow $name', ({ text }) => {
  it('runs scripts of the package', () => {
    const names = found(text, /npm (?:run )?((?<=run )[\w:-]+|test)/g)
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !(name in scripts))).toEqual([])
  })

  it('pins each action to a commit, with its version beside it', () => {
    const uses = found(text, /uses: (.*)/g)
    expect(uses.filter((use) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use))).toEqual([])
  })

  it('has no permission but those that a job names', () => {
    expect(text).toContain('\npermissions: {}\n')
    const jobs = text
      .slice(text.indexOf('\njobs:\n'))
      .split(/\n {2}(?=[\w-]+:\n)/)
      .slice(1)
    expect(jobs.filter((job) => !job.includes('\n    permissions:\n'))).toEqual([])
  })

  it('leaves no credentials of the checkout behind', () => {
    const steps = text.split(/\n {6}- /)
    const checkouts = steps.filter((step) => step.startsWith('uses: actions/checkout@'))
    expect(checkouts.filter((step) => !step.includes('persist-credentials: false'))).toEqual([])
  })
})

it('the continuous integration runs on every Node.js that is supported', () => {
  const { text = '' } = WORKFLOWS.find(({ name }) => name === 'ci.yml') ?? {}
  expect(text).toContain('node: [20, 22, 24, 26]')
})
