import path from 'node:path'
import { types } from 'node:util'
import type { OptionValues } from './commands'

/** What an error code of the file system means. Source: errno(3). */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'another program is using it',
  EDQUOT: 'the disk quota is exhausted',
  EEXIST: 'something else has that name',
  EISDIR: 'it is a folder, not a file',
  ELOOP: 'its symbolic links form a loop',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ENFILE: 'too many open files on this machine',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'part of the path is a file, not a folder',
  ENOTEMPTY: 'the folder is not empty',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ETXTBSY: 'the program is running',
}

/** What was attempted, by Node's name of the system call; the others read as "use". */
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
 * One sentence for a failure of the file system, with the path, the reason and the option that named the path; undefined
 * when the error is of another kind.
 */
export function explainFileError(error: unknown, values: OptionValues): string | undefined {
  if (!isFileError(error)) return undefined
  const file = pathOf(error)
  const attempt = ('syscall' in error && ATTEMPTS[String(error.syscall)]) || 'use'
  return `Cannot ${attempt} ${file ?? 'a file'}: ${reasonOf(error)}.${adviceOn(file, values)}`
}

/** Why something failed, without a full stop. */
export function reasonOf(error: unknown): string {
  if (isFileError(error)) return `${REASONS[error.code]} (${error.code})`
  return error instanceof Error ? error.message : String(error)
}

const isFileError = (error: unknown): error is Error & { readonly code: string } =>
  types.isNativeError(error) && 'code' in error && String(error.code) in REASONS

// A rename or a copy fails on its target as a rule; the source has been made just before.
function pathOf(error: Error): string | undefined {
  const { dest, path: place }: Error & { readonly dest?: unknown; readonly path?: unknown } = error
  return [dest, place].find((target) => typeof target === 'string')
}

/** The options of all commands that name a file or a folder. */
const PATH_OPTIONS = ['dir', 'release', 'ca-file', 'data', 'seed', 'webhook-ca'] as const

function adviceOn(file: string | undefined, values: OptionValues): string {
  const option = PATH_OPTIONS.find((name) => typeof values[name] === 'string' && touches(String(values[name]), file))
  return option === undefined ? '' : ` Choose another path for --${option}.`
}

/** Whether the file is what the option names, or in it, or a folder on the way to it. */
function touches(named: string, file: string | undefined): boolean {
  if (file === undefined) return false
  const [option, failed] = [path.resolve(named), path.resolve(file)]
  return isWithin(option, failed) || isWithin(failed, option)
}

const isWithin = (folder: string, file: string): boolean => path.relative(folder, file).split(path.sep)[0] !== '..'
