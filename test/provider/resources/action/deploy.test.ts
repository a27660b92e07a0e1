import { type Action, ManagementError } from '../../../../provider/management/index'
import { deployDraft, type Progress } from '../../../../provider/resources/action/deploy'
import { deployedVersion, found } from './action-fixtures'

function version(number = 1) {
  return { ...deployedVersion(number).deployed_version, deployed: false } as never
}
function refusal(details: object) {
  return new ManagementError('refused', {
    kind: 'http',
    operation: 'deploy',
    method: 'POST',
    path: '/',
    reason: 'no',
    mayHaveBeenApplied: false,
    ...details,
  })
}

/** Gives one item after the other, then the last one again and again. */
function inTurn<Item>(items: readonly Item[]): () => Item {
  let given = 0
  return () => {
    given += 1
    return items[Math.min(given, items.length) - 1] as Item
  }
}

/** An Action whose reads give one answer after the other, the last one for ever. Time passes only while somebody waits. */
function deploying(
  draft: Partial<Action>,
  answers: readonly Partial<Action>[],
  deploys: readonly unknown[] = [version()],
) {
  let now = 0
  const calls: string[] = []
  const progress: Progress[] = []
  const waiting = new AbortController()
  const [nextRead, nextRequest] = [inTurn(answers), inTurn(deploys)]
  function outcome(timeoutMs = 360_000, interruptAt = Number.POSITIVE_INFINITY) {
    return deployDraft(found(draft), {
      actions: {
        async get() {
          calls.push('get')
          return found(nextRead())
        },
        async deploy() {
          calls.push('deploy')
          const answer = nextRequest()
          if (answer instanceof Error) throw answer
          return answer as never
        },
      },
      options: { cancelWaiting: waiting.signal },
      timeoutMs,
      now: () => now,
      async sleep(ms) {
        now += ms
        if (now >= interruptAt) waiting.abort()
        waiting.signal.throwIfAborted()
      },
      onProgress: (one) => progress.push(one),
    })
  }
  return { outcome, calls, progress, elapsed: () => now }
}

describe('deploying a draft', () => {
  it('waits for the build, asks for the deployment and waits for that', async () => {
    const answers = [{ status: 'building' }, { status: 'built' }, { status: 'built' }, deployedVersion()]
    const { outcome, calls } = deploying({ status: 'pending' }, answers)
    expect(await outcome()).toMatchObject({ end: 'deployed', action: { deployed_version: { id: 'version-1' } } })
    expect(calls).toEqual(['get', 'get', 'deploy', 'get', 'get'])
  })

  it('asks at once for what is built already', async () => {
    const { outcome, calls } = deploying({ status: 'built' }, [deployedVersion()])
    await outcome()
    expect(calls).toEqual(['deploy', 'get'])
  })

  it('asks for nothing when the draft is deployed already', async () => {
    const { outcome, calls } = deploying(deployedVersion(), [found()])
    expect([(await outcome()).end, calls]).toEqual(['deployed', []])
  })

  it('does not take the version that was deployed before for the new one', async () => {
    const { outcome, calls } = deploying(
      { ...deployedVersion(4), all_changes_deployed: false },
      [deployedVersion(4), deployedVersion(5)],
      [version(5)],
    )
    expect(await outcome()).toMatchObject({ action: { deployed_version: { number: 5 } } })
    expect(calls).toEqual(['deploy', 'get', 'get'])
  })

  it('is content when somebody else deployed a later version meanwhile', async () => {
    const { outcome } = deploying({}, [deployedVersion(7)], [version(5)])
    expect(await outcome()).toMatchObject({ end: 'deployed', action: { deployed_version: { number: 7 } } })
  })

  it('waits on when Auth0 does not find the draft built yet', async () => {
    const early = refusal({
      status: 400,
      apiMessage: "A draft must be in the 'built' state before it can be deployed.",
    })
    const { outcome, calls } = deploying({}, [found(), deployedVersion()], [early, version()])
    expect(await outcome()).toMatchObject({ end: 'deployed' })
    expect(calls).toEqual(['deploy', 'get', 'deploy', 'get'])
  })

  it('looks whether it is deployed when the response was lost', async () => {
    const lost = refusal({ kind: 'network', mayHaveBeenApplied: true })
    const { outcome, calls } = deploying({}, [found(), deployedVersion()], [lost])
    expect(await outcome()).toMatchObject({ end: 'deployed' })
    expect(calls).toEqual(['deploy', 'get', 'get'])
  })

  it('asks again when the request never arrived', async () => {
    const lost = refusal({ status: 503, mayHaveBeenApplied: true })
    const { outcome, calls, elapsed } = deploying({}, [found(), found(), found(), deployedVersion()], [lost, version()])
    expect(await outcome()).toMatchObject({ end: 'deployed' })
    expect(calls).toEqual(['deploy', 'get', 'get', 'get', 'deploy', 'get'])
    expect(elapsed()).toBeLessThan(5_000)
  })

  it('asks seldom when a build takes long, and says now and then that it still waits', async () => {
    const minutes = Array.from({ length: 24 }, () => ({ status: 'building' }))
    const { outcome, calls, progress, elapsed } = deploying({ status: 'pending' }, [
      ...minutes,
      found(),
      deployedVersion(),
    ])
    await outcome()
    expect(elapsed()).toBeGreaterThan(90_000)
    expect(calls.length).toBeLessThan(30)
    expect(progress.length).toBeGreaterThan(5)
    expect(progress.at(1)).toMatchObject({ step: 'build', status: 'building' })
  })
})

describe('a deployment that does not come about', () => {
  it.each([
    ['the build fails', { status: 'pending' }, [{ status: 'retrying' }, { status: 'failed' }]],
    ['the build has failed before', { status: 'failed' }, [found()]],
    ['the version fails', {}, [{ current_version: { id: 'v', number: 1, status: 'FAILED' } }]],
  ])('ends as a failed build when %s', async (_, draft, answers) => {
    expect(await deploying(draft, answers).outcome()).toMatchObject({ end: 'buildFailed' })
  })

  it('ends when the time is over, whichever step it is at', async () => {
    const building = deploying({ status: 'pending' }, [{ status: 'building' }])
    expect(await building.outcome(10_000)).toMatchObject({
      end: 'timedOut',
      step: 'build',
      action: { status: 'building' },
    })
    expect(building.elapsed()).toBe(10_000)
    const slow = deploying({}, [found()])
    expect(await slow.outcome(10_000)).toMatchObject({ end: 'timedOut', step: 'deploy' })
  })

  it('ends when waiting is interrupted, with the Action as it was read last', async () => {
    const { outcome } = deploying({ status: 'pending' }, [{ status: 'building' }])
    expect(await outcome(360_000, 1_000)).toMatchObject({ end: 'interrupted', action: { status: 'building' } })
  })

  it('ends with a mistake of this provider, which is no interruption', async () => {
    const mistake = new TypeError('a configured value is unknown at apply')
    const { outcome } = deploying({ status: 'built' }, [], [mistake])
    expect(await outcome()).toEqual({ end: 'failed', failure: mistake, action: found({ status: 'built' }) })
  })

  it('ends soon with the failure when no request arrives', async () => {
    const lost = refusal({ status: 503, mayHaveBeenApplied: true })
    const { outcome, calls, elapsed } = deploying({}, [found()], [lost])
    expect(await outcome()).toMatchObject({ end: 'failed', failure: { status: 503 }, action: { status: 'built' } })
    expect(calls.filter((call) => call === 'deploy')).toHaveLength(3)
    expect(elapsed()).toBeLessThan(10_000)
  })

  it('ends with the failure of a call', async () => {
    const { outcome } = deploying({}, [found()], [refusal({ status: 403 })])
    expect(await outcome()).toMatchObject({ end: 'failed', failure: { status: 403 } })
  })
})
