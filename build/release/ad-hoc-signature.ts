import { createHash } from 'node:crypto'

// Offsets and values are those of Apple's xnu: `EXTERNAL_HEADERS/mach-o/loader.h`, `osfmk/kern/cs_blobs.h`.
const LC_SEGMENT_64 = 0x19
const LC_CODE_SIGNATURE = 0x1d
const HEADER_BYTES = 32

const EMBEDDED_SIGNATURE = 0xfade0cc0
const CODE_DIRECTORY = 0xfade0c02
const CODE_DIRECTORY_VERSION = 0x20400
const CODE_DIRECTORY_BYTES = 88
const SUPER_BLOB_BYTES = 20
const ADHOC_BY_LINKER = 0x20002
const MAIN_BINARY = 1n
const SHA256 = 2
const SHA256_BYTES = 32

/** Of the signature and of memory on Intel; larger ones are refused there. */
const PAGE_SHIFT = 12
const PAGE_BYTES = 2 ** PAGE_SHIFT

/**
 * Signs a 64-bit Mach-O executable ad hoc: in the place of the signature at its end comes one that says that the program is
 * whole, by nobody in particular. `bun build --compile` does so for arm64; for Intel it leaves the signature of Bun's makers,
 * which does not match what was added. Throws when the executable has no signature at its end.
 */
export function signAdHoc(program: Uint8Array, identifier: string): Uint8Array {
  const { signature, linkEdit, text } = findLoadCommands(Buffer.from(program))
  const unsigned = Buffer.from(program.subarray(0, signature.start))
  const length = signatureBytes(signature.start, identifier)
  unsigned.writeUInt32LE(length, signature.command + 12)
  const linkEditBytes = BigInt(signature.start + length) - unsigned.readBigUInt64LE(linkEdit + 40)
  unsigned.writeBigUInt64LE(roundUp(linkEditBytes), linkEdit + 32)
  unsigned.writeBigUInt64LE(linkEditBytes, linkEdit + 48)
  const textBytes = unsigned.readBigUInt64LE(text + 48)
  return Buffer.concat([unsigned, createSignature(unsigned, identifier, textBytes)])
}

function findLoadCommands(program: Buffer) {
  const segments = new Map<string, number>()
  let command: number | undefined
  let at = HEADER_BYTES
  for (let left = program.readUInt32LE(16); left > 0; left -= 1) {
    const kind = program.readUInt32LE(at)
    if (kind === LC_SEGMENT_64) segments.set(program.toString('latin1', at + 8, at + 24).replaceAll('\0', ''), at)
    if (kind === LC_CODE_SIGNATURE) command = at
    at += program.readUInt32LE(at + 4)
  }
  const [linkEdit, text] = [segments.get('__LINKEDIT'), segments.get('__TEXT')]
  if (command === undefined || linkEdit === undefined || text === undefined)
    throw new Error('the executable has no code signature to replace')
  const start = program.readUInt32LE(command + 8)
  if (start + program.readUInt32LE(command + 12) !== program.length)
    throw new Error('the code signature is not at the end of the executable')
  return { signature: { command, start }, linkEdit, text }
}

function pagesOf(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES)
}
function roundUp(bytes: bigint): bigint {
  return BigInt(pagesOf(Number(bytes)) * PAGE_BYTES)
}
function hashOffset(identifier: string): number {
  return CODE_DIRECTORY_BYTES + Buffer.byteLength(identifier) + 1
}
function signatureBytes(limit: number, identifier: string): number {
  return SUPER_BLOB_BYTES + hashOffset(identifier) + pagesOf(limit) * SHA256_BYTES
}

function createSignature(program: Buffer, identifier: string, textBytes: bigint): Buffer {
  const signature = Buffer.alloc(signatureBytes(program.length, identifier))
  const numbers = [EMBEDDED_SIGNATURE, signature.length, 1, 0, SUPER_BLOB_BYTES]
  for (const [index, value] of numbers.entries()) signature.writeUInt32BE(value, index * 4)
  writeCodeDirectory(signature.subarray(SUPER_BLOB_BYTES), program, identifier, textBytes)
  return signature
}

function writeCodeDirectory(directory: Buffer, program: Buffer, identifier: string, textBytes: bigint): void {
  const hashes = hashOffset(identifier)
  const numbers = [
    CODE_DIRECTORY,
    directory.length,
    CODE_DIRECTORY_VERSION,
    ADHOC_BY_LINKER,
    hashes,
    CODE_DIRECTORY_BYTES,
    0,
    pagesOf(program.length),
    program.length,
  ]
  for (const [index, value] of numbers.entries()) directory.writeUInt32BE(value, index * 4)
  directory.set([SHA256_BYTES, SHA256, 0, PAGE_SHIFT], 36)
  directory.writeBigUInt64BE(textBytes, 72)
  directory.writeBigUInt64BE(MAIN_BINARY, 80)
  directory.write(identifier, CODE_DIRECTORY_BYTES)
  for (let page = 0; page < pagesOf(program.length); page += 1) {
    const content = program.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES)
    directory.set(createHash('sha256').update(content).digest(), hashes + page * SHA256_BYTES)
  }
}
