import { isMarked, marked, unmarked } from '../../../provider/protocol/private-mark'

describe('the mark of a plan with a prior state', () => {
  it.each([[[]], [[1, 2, 3]], [[...Buffer.from('{"schema_version":"0"}')]]])('comes off again: %j', (bytes) => {
    const data = Uint8Array.from(bytes)
    expect([isMarked(data), isMarked(marked(data))]).toEqual([false, true])
    expect([...unmarked(marked(data))]).toEqual(bytes)
    expect([...unmarked(data)]).toEqual(bytes)
  })
})
