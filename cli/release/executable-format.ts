import { codeSignatureFault } from './code-signature'

// Processor codes of each executable format (ELF-64, Mach-O, PE/COFF).
const ELF = Buffer.from('\x7fELF', 'latin1')
const ELF_PROCESSORS: Readonly<Record<number, string>> = { 62: 'amd64', 183: 'arm64' }
const MACHO_PROCESSORS: Readonly<Record<number, string>> = { 16777223: 'amd64', 16777228: 'arm64' }
const PE_PROCESSORS: Readonly<Record<number, string>> = { 34404: 'amd64', 43620: 'arm64' }

const MACHO_64 = 0xfeedfacf

/** The platform of an executable, such as `linux_amd64`; undefined when unknown. */
function platformOf(program: Buffer): string | undefined {
  if (program.subarray(0, 4).equals(ELF)) return named('linux', ELF_PROCESSORS[program.readUInt16LE(18)])
  if (program.readUInt32LE(0) === MACHO_64) return named('darwin', MACHO_PROCESSORS[program.readUInt32LE(4)])
  if (program.toString('latin1', 0, 2) !== 'MZ') return undefined
  const header = program.readUInt32LE(0x3c)
  return named('windows', PE_PROCESSORS[program.readUInt16LE(header + 4)])
}

function named(system: string, processor: string | undefined): string | undefined {
  return processor && `${system}_${processor}`
}

/** Why a program is not a valid executable for a platform; undefined when it is. */
export function executableFault(program: Buffer, platform: string): string | undefined {
  const found = program.length < 64 ? undefined : platformOf(program)
  if (found !== platform) return `is an executable for ${found ?? 'an unknown platform'}, not for ${platform}`
  return platform.startsWith('darwin_') ? codeSignatureFault(program) : undefined
}
