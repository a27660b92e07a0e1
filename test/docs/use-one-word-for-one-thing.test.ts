import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Words that were replaced, as patterns, and what is said now. None of them may come back, in names, comments or documents. */
const REPLACED: Readonly<Record<string, string>> = {
  '\\blessonOf\\b|\\bLesson\\b': 'parseRateLimit, RateLimitInfo',
  '\\bdoubted\\b|\\bdoubtful(Since)?\\b': 'mayHaveBeenApplied',
  '\\bthrifty\\b': 'limited',
  sleepAloud: 'sleepWithProgress',
  '\\bledger\\b': 'reservations',
  foreignTrait: 'mismatchOf',
  'brokenPlanLaw|plan law\\b': 'checkPlan, plan consistency',
  '\\bintroduce\\(': 'startupMessage',
  ApiAnswer: 'ApiResponse',
  '\\blog-?ins?\\b(?<=-ins?)': 'login',
  '\\b[oO]bstacles?\\b': 'LimitReason',
  '[pP]atience\\b': 'queueSignal, wait',
  '\\bdeed(s|Of)?\\b': 'operation, what was attempted',
  '\\b(orS|s)ought\\b': 'requested, looked up',
  '\\btaught\\b': 'learned',
  '[sS]trangers?\\b': 'non-Auth0 response',
  '\\bShelf\\b|\\benlist\\b': 'StreamDeliveries, append',
  '\\bforgiv(e|es|en)\\b': 'resetFailures, accepted',
  '\\boutdate\\(': 'invalidate',
  '\\bconverse\\b': 'runProtocol',
  '\\bPlaced\\b': 'Sequenced',
  watchStreams: 'notifyOnChange',
  '\\b[vV]erdicts?\\b|\\bjudge[A-Z(]': 'MatchResult, match, validate',
  '\\bSurroundings\\b': 'InstallEnvironment',
  'good as deleted': 'idempotent',
  'for whoever looks on': 'for display in the console',
  'in the same breath': 'synchronously',
  'flies on': 'is rethrown',
  'hear the truth': 'refresh the count',
  'lean on a kindness': 'depend on leniency',
  'whose first digit people like': 'round',
  'be rid of it': 'delete it',
  Obstacle: 'LimitReason',
  'fixedAnswers|answerFailure|encodeAnswer|createAnswer': 'fixedResponses, failureResponse, encodeResponse',
  'needs from the world': 'injected clock, timer, randomness and log',
  'Unsuitable (block|argument)': 'Invalid argument combination',
  'free of colons': 'must not contain a colon',
  'are needed\\. Give': 'must not be empty',
  'stands above, after': 'shown after "with" above',
  'did not let the request': 'rate-limited the request',
  'Goes with the': 'Requires',
  'cannot be set beside': 'conflicts with',
  ' excludes `': 'conflicts with',
  'Or .AUTH0_': 'Can also be set with the environment variable',
  'have no meaning': 'are ignored',
  'plans the truth': 'Plans are accurate',
  'There is no verb': 'Unknown command',
  'wants NAME=VALUE': 'expects NAME=VALUE',
  'let every answer': 'minimum response time',
  'turn a switch for': 'set an undocumented behavior',
  'a token you have': 'existing access token',
  'as many streams as': 'reached its event stream limit',
  'which tenant to talk': 'no tenant domain or no usable credentials',
  'turn would not come': 'would wait longer than',
  'something between may': 'a proxy may have responded instead',
  'is no (host name|folder)\\b': 'is not a valid host name, is not a directory',
  'Half an assertion': 'an incomplete assertion falls back to the client secret',
  'for a create nobody': 'the next plan cannot detect a lost create',
  'Kept for whoever': 'kept for display',
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
function placesOf(pattern: RegExp): readonly string[] {
  return texts.flatMap(([file, text]) =>
    text
      .split('\n')
      .filter((line) => line.match(pattern) !== null)
      .map((line) => `${file}: ${line.trim()}`),
  )
}

describe('the sources and documents', () => {
  it.each(Object.entries(REPLACED))('have no %s, but: %s', (pattern) => {
    expect(placesOf(new RegExp(pattern))).toEqual([])
  })

  it('are spelled the American way', () => {
    expect(placesOf(BRITISH).filter((place) => !place.includes('organisation.member.added'))).toEqual([])
  })
})
