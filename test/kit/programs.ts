// The smallest beginnings by which a program's platform is known. None of them runs.

/** An ELF-64 header. */
export function elf(processor: 'amd64' | 'arm64'): Buffer {
  const program = Buffer.alloc(128)
  program.write('\x7fELF', 'latin1')
  program.writeUInt16LE(processor === 'amd64' ? 62 : 183, 18)
  return program
}

/** The headers of a PE executable. */
export function pe(processor: 'amd64' | 'arm64'): Buffer {
  const program = Buffer.alloc(128)
  program.write('MZ', 'latin1')
  program.writeUInt32LE(64, 0x3c)
  program.write('PE', 64, 'latin1')
  program.writeUInt16LE(processor === 'amd64' ? 0x8664 : 0xaa64, 68)
  return program
}

const PAGE = 4096
const SIGNATURE_BYTES = 64

/** A Mach-O executable of three pages with a place for a signature at its end. */
export function machO(processor: 'amd64' | 'arm64'): Buffer {
  const program = Buffer.alloc(3 * PAGE + SIGNATURE_BYTES)
  program.writeUInt32LE(0xfeedfacf, 0)
  program.writeUInt32LE(processor === 'amd64' ? 0x01000007 : 0x0100000c, 4)
  program.writeUInt32LE(3, 16)
  writeSegment(program, 32, '__TEXT', 0, 2 * PAGE)
  writeSegment(program, 32 + 72, '__LINKEDIT', 2 * PAGE, PAGE + SIGNATURE_BYTES)
  for (const [index, value] of [0x1d, 16, 3 * PAGE, SIGNATURE_BYTES].entries())
    program.writeUInt32LE(value, 32 + 144 + index * 4)
  return program
}

function writeSegment(program: Buffer, at: number, name: string, offset: number, bytes: number): void {
  program.writeUInt32LE(0x19, at)
  program.writeUInt32LE(72, at + 4)
  program.write(name, at + 8, 'latin1')
  program.writeBigUInt64LE(BigInt(bytes), at + 32)
  program.writeBigUInt64LE(BigInt(offset), at + 40)
  program.writeBigUInt64LE(BigInt(bytes), at + 48)
}
