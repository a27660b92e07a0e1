import { createHash } from 'node:crypto'

const MACHO_64 = 0xfeedfacf
const LC_CODE_SIGNATURE = 0x1d
const HEADER_BYTES = 32

const EMBEDDED_SIGNATURE = 0xfade0cc0
const CODE_DIRECTORY = 0xfade0c02
const CODE_DIRECTORY_SLOT = 0
const SHA256 = 2
const ADHOC = 0x2

/**
 * The error in the ad-hoc code signature of a 64-bit Mach-O executable; undefined when it is valid. Apple silicon only starts programs
 * with a signature that matches the hashes of their pages (Apple's xnu, `osfmk/kern/cs_blobs.h`).
 */
export function codeSignatureFault(program: Buffer): string | undefined {
  if (program.readUInt32LE(0) !== MACHO_64) return 'is not a 64-bit Mach-O executable'
  const signature = findSignature(program)
  if (signature === undefined) return 'has no code signature'
  const directory = findDirectory(program, signature)
  return directory === undefined ? 'has a code signature without a code directory' : directoryFault(program, directory)
}

function findSignature(program: Buffer): number | undefined {
  let at = HEADER_BYTES
  for (let left = program.readUInt32LE(16); left > 0; left -= 1) {
    if (program.readUInt32LE(at) === LC_CODE_SIGNATURE) return program.readUInt32LE(at + 8)
    at += program.readUInt32LE(at + 4)
  }
  return undefined
}

// Numbers in a signature are big-endian on every processor.
function findDirectory(program: Buffer, signature: number): number | undefined {
  if (program.readUInt32BE(signature) !== EMBEDDED_SIGNATURE) return undefined
  for (let slot = 0; slot < program.readUInt32BE(signature + 8); slot += 1) {
    const at = signature + 12 + slot * 8
    const directory = signature + program.readUInt32BE(at + 4)
    const isDirectory = program.readUInt32BE(at) === CODE_DIRECTORY_SLOT
    if (isDirectory && program.readUInt32BE(directory) === CODE_DIRECTORY) return directory
  }
  return undefined
}

function directoryFault(program: Buffer, directory: number): string | undefined {
  const flags = program.readUInt32BE(directory + 12)
  const hashes = directory + program.readUInt32BE(directory + 16)
  const pages = program.readUInt32BE(directory + 28)
  const limit = program.readUInt32BE(directory + 32)
  const hashBytes = program.readUInt8(directory + 36)
  const pageBytes = 2 ** program.readUInt8(directory + 39)
  if ((flags & ADHOC) === 0) return 'is not signed ad hoc'
  if (program.readUInt8(directory + 37) !== SHA256) return 'is signed with a hash other than SHA-256'
  if (pages !== Math.ceil(limit / pageBytes)) return 'has a code directory that does not cover the whole file'
  for (let page = 0; page < pages; page += 1) {
    const content = program.subarray(page * pageBytes, Math.min((page + 1) * pageBytes, limit))
    const expected = program.subarray(hashes + page * hashBytes, hashes + (page + 1) * hashBytes)
    if (!createHash('sha256').update(content).digest().equals(expected))
      return `has a code signature that does not match its page ${page}`
  }
  return undefined
}
