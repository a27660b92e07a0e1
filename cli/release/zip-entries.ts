import { crc32, inflateRawSync } from 'node:zlib'

/** A file in a zip. */
export interface ZipEntry {
  readonly name: string
  /** Unix permissions, such as 0o755; 0 when the zip does not have them. */
  readonly mode: number
  readonly content: Uint8Array
}

const END_OF_DIRECTORY = 0x06054b50
const END_OF_DIRECTORY_BYTES = 22
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const STORED = 0
const DEFLATED = 8

/** The files of a zip (PKWARE's APPNOTE, sections 4.3 and 4.4). Throws for a damaged or unsupported zip. */
export function readZip(zip: Buffer): readonly ZipEntry[] {
  try {
    return [...directoryOf(zip)]
  } catch (error) {
    if (error instanceof RangeError) throw new Error('the zip is truncated', { cause: error })
    throw error
  }
}

function* directoryOf(zip: Buffer): Generator<ZipEntry> {
  // A zip comment would come after this record; a release has none.
  const end = zip.length - END_OF_DIRECTORY_BYTES
  if (zip.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('not a zip')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('the directory of the zip is damaged')
    const nameLength = zip.readUInt16LE(at + 28)
    yield readEntry(zip, at, zip.toString('utf8', at + 46, at + 46 + nameLength))
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
}

function readEntry(zip: Buffer, at: number, name: string): ZipEntry {
  const [method, sum] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 16)]
  const [packed, size] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)]
  const content = unpack(method, packedBytes(zip, zip.readUInt32LE(at + 42), packed), size)
  if (content.length !== size || crc32(content) !== sum) throw new Error(`${name} in the zip is damaged`)
  return { name, mode: (zip.readUInt32LE(at + 38) >>> 16) & 0o7777, content }
}

function packedBytes(zip: Buffer, local: number, length: number): Buffer {
  if (zip.readUInt32LE(local) !== LOCAL_ENTRY) throw new Error('the directory of the zip is damaged')
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  return zip.subarray(start, start + length)
}

function unpack(method: number, bytes: Buffer, size: number): Uint8Array {
  if (method === STORED) return bytes
  if (method === DEFLATED) return inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) })
  throw new Error(`the zip uses compression method ${method}; Terraform supports 0 and 8`)
}
