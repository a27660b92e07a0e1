import path from 'node:path'
import { types } from 'node:util'
import type { OptionValues } from './command'

/** Descriptions of file system error codes. Source: errno(3). */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'in use by another program',
  EDQUOT: 'disk quota exceeded',
  EEXIST: 'a file of that name already exists',
  EISDIR: 'is a directory',
  ELOOP: 'too many levels of symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'name too long',
  ENFILE: 'too many open files in the system',
  ENOENT: 'no such file or directory',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'not a directory',
  ENOTEMPTY: 'directory not empty',
  EPERM: 'operation not permitted',
  EROFS: 'read-only file system',
  ETXTBSY: 'the program is running',
}

/** The attempted operation, by Node's name of the system call; any other reads as "use". */
const ATTEMPTS: Readonly<Record<string, string>> = {
  copyfile: 'write',
  mkdir: 'create',
  mkdtemp: 'create',
  rename: 'replace',
  rm: 'remove',
  rmdir: 'remove',
  scandir: 'read',
  unlink: 'remove',
  write: 'write',
}

/**
 * One sentence for a file system error: the path, the reason, and the option that set the path. Undefined for any other error.
 */
export function explainFileError(error: unknown, values: OptionValues): string | undefined {
  if (!isFileError(error)) return undefined
  const file = pathOf(error)
  const attempt = ('syscall' in error && ATTEMPTS[String(error.syscall)]) || 'use'
  return `Cannot ${attempt} ${file ?? 'a file'}: ${reasonOf(error)}.${adviceOn(file, values)}`
}

/** The reason for an error, without a full stop. */
export function reasonOf(error: unknown): string {
  if (isFileError(error)) return `${REASONS[error.code]} (${error.code})`
  return error instanceof Error ? error.message : String(error)
}

function isFileError(error: unknown): error is Error & { readonly code: string } {
  return types.isNativeError(error) && 'code' in error && String(error.code) in REASONS
}

// A rename or copy usually fails on its target; the source was written just before.
function pathOf(error: Error): string | undefined {
  const { dest, path: place }: Error & { readonly dest?: unknown; readonly path?: unknown } = error
  return [dest, place].find((target) => typeof target === 'string')
}

/** The options of all commands that set a path. */
const PATH_OPTIONS = ['dir', 'release', 'ca-file', 'data', 'seed', 'webhook-ca'] as const

function adviceOn(file: string | undefined, values: OptionValues): string {
  const option = PATH_OPTIONS.find((name) => typeof values[name] === 'string' && touches(String(values[name]), file))
  return option === undefined ? '' : ` Choose another path for --${option}.`
}

/** Whether the file is the path of the option, below it, or above it. */
function touches(named: string, file: string | undefined): boolean {
  if (file === undefined) return false
  const [option, failed] = [path.resolve(named), path.resolve(file)]
  return isWithin(option, failed) || isWithin(failed, option)
}

function isWithin(folder: string, file: string): boolean {
  return path.relative(folder, file).split(path.sep)[0] !== '..'
}
