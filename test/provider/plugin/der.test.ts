import {
  derBitString,
  derContext,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derTime,
  derTrue,
  derUtf8String,
} from '../../../provider/plugin/der'

describe('DER', () => {
  it.each([
    ['an object identifier', derOid('1.2.840.10045.4.3.2'), '06082a8648ce3d040302'],
    ['an integer', derInteger(Buffer.from([5])), '020105'],
    ['an integer with its top bit set', derInteger(Buffer.from([0x80])), '02020080'],
    ['an integer with zeros before it', derInteger(Buffer.from([0, 0, 7])), '020107'],
    ['zero', derInteger(Buffer.from([0])), '020100'],
    ['a bit string', derBitString(Buffer.from([0x84]), 2), '03020284'],
    ['an octet string', derOctetString(Buffer.from([1, 2])), '04020102'],
    ['text', derUtf8String('é'), '0c02c3a9'],
    ['true', derTrue(), '0101ff'],
    ['a context tag around a value', derContext(3, derTrue(), true), 'a3030101ff'],
    ['a context tag in place of a tag', derContext(2, Buffer.from('a'), false), '820161'],
    ['a time before 2050', derTime(new Date('2026-11-22T12:34:56.789Z')), '170d3236313132323132333435365a'],
    ['a time from 2050 on', derTime(new Date('2050-01-01T00:00:00Z')), '180f32303530303130313030303030305a'],
    ['a sequence', derSequence(derTrue(), derTrue()), '30060101ff0101ff'],
  ])('encodes %s', (_name, encoded, hex) => {
    expect(encoded.toString('hex')).toBe(hex)
  })

  it.each([
    [127, '047f'],
    [128, '048180'],
    [255, '0481ff'],
    [256, '04820100'],
    [65_536, '0483010000'],
  ])('writes a length of %i', (length, hex) => {
    expect(derOctetString(Buffer.alloc(length)).toString('hex').slice(0, hex.length)).toBe(hex)
  })
})
