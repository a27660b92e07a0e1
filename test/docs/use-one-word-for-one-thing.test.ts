import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Words that were replaced, as patterns, and what is said now. None of them may come back, in names, comments or documents. */
const REPLACED: Readonly<Record<string, string>> = {
  '\\blessonOf\\b|\\bLesson\\b': 'parseRateLimit, RateLimitInfo',
  OutOfPatience: 'QueueTimeoutError',
  '\\bdoubted\\b|\\bdoubtful(Since)?\\b': 'mayHaveBeenApplied',
  '\\borSought\\b': 'lookupFailure',
  '\\bthrifty\\b': 'limited',
  sleepAloud: 'sleepWithProgress',
  '\\bledger\\b': 'reservations',
  deedOf: 'describeOperation',
  explainStranger: 'explainNonAuth0Response',
  foreignTrait: 'mismatchOf',
  'brokenPlanLaw|plan law\\b': 'checkPlan, plan consistency',
  '\\bintroduce\\(': 'startupMessage',
  ApiAnswer: 'ApiResponse',
  '\\blog-?ins?\\b(?<=-ins?)': 'login',
  'in the same breath': 'synchronously',
  'flies on': 'is rethrown',
  'hear the truth': 'refresh the count',
  'lean on a kindness': 'depend on leniency',
  'whose first digit people like': 'round',
  'be rid of it': 'delete it',
}

/** British spellings. gRPC spells its status "cancelled", and an event type is misspelled in a test of suggestions. */
const BRITISH =
  /behaviour|honour|recognis|\bcolour|flavour|\blicence|favour(?!ite)|\bcentre|catalogue|(?:initial|serial|optim|normal|author|organ|summar|priorit|minim|maxim)is(?:e|ed|es|ing|ation)\b|labell(?!edby)|\bmodell/gi

const files = execFileSync('git', ['ls-files', '*.ts', '*.md', '*.mjs', '*.cjs', '*.js', '*.sh', '*.yml', '*.tf'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => !/generated|golden|CHANGELOG|use-one-word-for-one-thing/.test(file))
const texts = files.map((file) => [file, readFileSync(file, 'utf8')] as const)

/** Where a pattern occurs, as `file: line`. */
const placesOf = (pattern: RegExp): readonly string[] =>
  texts.flatMap(([file, text]) =>
    text
      .split('\n')
      .filter((line) => line.match(pattern) !== null)
      .map((line) => `${file}: ${line.trim()}`),
  )

describe('the sources and documents', () => {
  it.each(Object.entries(REPLACED))('have no %s, but: %s', (pattern) => {
    expect(placesOf(new RegExp(pattern))).toEqual([])
  })

  it('are spelled the American way', () => {
    expect(placesOf(BRITISH).filter((place) => !place.includes('organisation.member.added'))).toEqual([])
  })
})
