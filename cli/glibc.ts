import { existsSync } from 'node:fs'
import type { Machine } from './platform'

/** The loaders that the executables for Linux name (System V ABI supplements of x86-64 and AArch64), by Node's processor name. */
const LOADERS: Readonly<Record<string, string>> = {
  x64: '/lib64/ld-linux-x86-64.so.2',
  arm64: '/lib/ld-linux-aarch64.so.1',
}

/** Whether this machine runs Linux without glibc, such as Alpine, where the kernel refuses the executables of a release. */
export function lacksGlibc({ system, processor }: Machine): boolean {
  const loader = LOADERS[processor]
  return system === 'linux' && loader !== undefined && !existsSync(loader)
}
