import { createMessageSplitter, frameMessage } from '../../../provider/plugin/message-frames'
import { decodeStatusMessage, encodeStatusMessage, GRPC_STATUS, statusTrailers } from '../../../provider/plugin/status'
import { parseTimeout } from '../../../provider/plugin/timeout'

const LIMIT = 1000

describe('gRPC messages on the wire', () => {
  const messages = [Buffer.from('first'), Buffer.alloc(0), Buffer.from([0, 0, 0, 0, 9])]
  const bytes = Buffer.concat(messages.map(frameMessage))

  it('have a prefix of five bytes', () => {
    expect(frameMessage(Buffer.alloc(258)).subarray(0, 5)).toEqual(Buffer.from([0, 0, 0, 1, 2]))
  })

  it.each(Array.from({ length: bytes.length + 1 }, (_, index) => index))('come whole when cut at byte %i', (cut) => {
    const splitter = createMessageSplitter(LIMIT)
    const received = [...splitter.push(bytes.subarray(0, cut)), ...splitter.push(bytes.subarray(cut))]
    splitter.end()
    expect(received).toEqual(messages)
  })

  it('come whole byte by byte', () => {
    const splitter = createMessageSplitter(LIMIT)
    expect(Array.from(bytes, (byte) => splitter.push(Buffer.from([byte]))).flat()).toEqual(messages)
  })

  it.each([1, 4, 5, 7])('are refused when they end after byte %i', (cut) => {
    const splitter = createMessageSplitter(LIMIT)
    splitter.push(bytes.subarray(0, cut))
    expect(() => splitter.end()).toThrow('cut off')
  })

  it('are accepted at the limit', () => {
    expect(createMessageSplitter(LIMIT).push(frameMessage(Buffer.alloc(LIMIT)))).toHaveLength(1)
  })

  it('are refused over the limit, by their prefix alone', () => {
    const prefix = frameMessage(Buffer.alloc(LIMIT + 1)).subarray(0, 5)
    expect(() => createMessageSplitter(LIMIT).push(prefix)).toThrow('1001 bytes is over the limit of 1000 bytes')
  })

  it('are refused when they are compressed', () => {
    expect(() => createMessageSplitter(LIMIT).push(Buffer.from([1, 0, 0, 0, 0]))).toThrow('compressed')
  })
})

describe('a gRPC status message', () => {
  it.each([
    ['plain words', 'plain words'],
    ['100%', '100%25'],
    ['two\nlines', 'two%0Alines'],
    ['é~\x7f', '%C3%A9~%7F'],
    ['𝄞', '%F0%9D%84%9E'],
  ])('writes %j as %s, and reads it back', (message, encoded) => {
    expect(encodeStatusMessage(message)).toBe(encoded)
    expect(decodeStatusMessage(encoded)).toBe(message)
  })

  it('leaves a percent sign alone that begins no escape', () => {
    expect(decodeStatusMessage('50% of %zz%')).toBe('50% of %zz%')
  })

  it('is left out when it is empty', () => {
    expect(statusTrailers(GRPC_STATUS.ok)).toEqual({ 'grpc-status': '0' })
  })
})

describe('a gRPC timeout', () => {
  it.each([
    ['1H', 3_600_000],
    ['2M', 120_000],
    ['3S', 3000],
    ['50m', 50],
    ['1500u', 2],
    ['1n', 1],
    ['0n', 0],
    ['99999999H', 359_999_996_400_000],
  ])('of %s is %i ms', (header, timeoutMs) => {
    expect(parseTimeout(header)).toBe(timeoutMs)
  })

  it.each([undefined, '', '5', 'S', '-1S', '1.5S', '123456789S', '1s'])('is none for %j', (header) => {
    expect(parseTimeout(header)).toBeUndefined()
  })
})
