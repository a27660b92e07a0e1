import { identifyClient } from '../../../../provider/framework/index'
import {
  buildFailed,
  deploymentInterrupted,
  deploymentTimedOut,
} from '../../../../provider/resources/action/build-failure'
import { loadCodeCheck } from '../../../../provider/resources/action/check-code'
import { excerptOf, placeIn } from '../../../../provider/resources/action/code-excerpt'
import { TERRAFORM } from '../fixtures'
import { deployedVersion, found } from './action-fixtures'

beforeAll(loadCodeCheck)

describe('the place that a message of a build names', () => {
  it.each([
    ['SyntaxError: Unexpected token (action.js:3:14)', { line: 3, column: 14 }],
    ['at /data/io/src/index.mjs:12:1', { line: 12, column: 1 }],
    ['SyntaxError: Unexpected end of input (action.js:9)', { line: 9, column: undefined }],
    ['unexpected token on line 3, column 5', { line: 3, column: 5 }],
    ['the dependency lodash@9.9.9 cannot be installed', undefined],
  ])('is read off %j', (message, place) => {
    expect(placeIn(message)).toEqual(place)
  })

  it('is shown with the line before it, tabs and control characters made harmless', () => {
    expect(excerptOf('a\n\tb\u001b[31m', { line: 2, column: 2 })).toMatch(/^ {2}1 \| a\n {2}2 \| {2}b\\?u?/)
    expect(excerptOf('a', { line: 7, column: 1 })).toBe('')
  })
})

describe('a build that failed without a reason from Auth0', () => {
  function failedBuild(code?: string) {
    return buildFailed(
      { action: found({ status: 'failed', ...(code !== undefined && { code }) }), errors: [] },
      'create',
      TERRAFORM,
    )
  }

  it('is explained by the code, if that cannot be parsed', () => {
    expect(failedBuild('const a = 1\noops(').detail).toMatch(
      /not valid JavaScript\..*\(action\.js:2:6\).*2 \| oops\(\n/s,
    )
  })

  it('is said to be so, with what to look at', () => {
    expect(failedBuild().detail).toMatch(/Auth0 does not say why\. Most builds that fail cannot install a dependency/)
  })
})

describe('what to do next', () => {
  it.each([
    [
      'a build fails at a create',
      buildFailed({ action: found(), errors: [] }, 'create', TERRAFORM),
      /deletes it and creates it anew/,
    ],
    [
      'a build fails at an update',
      buildFailed({ action: found(deployedVersion(3)), errors: [] }, 'update', TERRAFORM),
      /Version 3.*deploy = false first/s,
    ],
    [
      'it takes too long',
      deploymentTimedOut(found(), 'build', { operation: 'update', timeoutMs: 360_000 }, TERRAFORM),
      /After 6 min .*run terraform apply again to deploy it\. To wait longer/s,
    ],
    ['a create is interrupted', deploymentInterrupted(found(), 'create', TERRAFORM), /terraform untaint 'ADDRESS'/],
    [
      'a create of Pulumi is interrupted',
      deploymentInterrupted(found(), 'create', identifyClient({ parentProgram: 'pulumi' })),
      /state\. Run pulumi up again\./,
    ],
  ])('is said when %s', (_, { detail }, words) => {
    expect(detail).toMatch(words)
  })
})
