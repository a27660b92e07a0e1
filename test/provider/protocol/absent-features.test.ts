import { absentFeatures } from '../../../provider/protocol/absent-features'

const named = { typeName: 'fake_thing', actionType: 'fake_thing' }
async function ofOne<T>(stream: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const one of stream) all.push(one)
  return all
}

describe('a feature that the provider lacks', () => {
  it.each([
    'validateEphemeralResourceConfig',
    'openEphemeralResource',
    'renewEphemeralResource',
    'closeEphemeralResource',
    'validateListResourceConfig',
    'validateStateStoreConfig',
    'configureStateStore',
    'lockState',
    'unlockState',
    'getStates',
    'deleteState',
    'validateActionConfig',
    'planAction',
  ] as const)('is refused by name: %s', (call) => {
    expect(absentFeatures[call](named)).toMatchObject({
      diagnostics: [{ summary: expect.stringMatching(/^Unknown /), detail: expect.stringContaining('"fake_thing"') }],
    })
  })

  it('is refused in the one answer of a stream', async () => {
    expect(await ofOne(absentFeatures.invokeAction(named))).toMatchObject([{ type: { $case: 'completed' } }])
  })
})
