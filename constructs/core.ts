/** The framework. The build for cdktn replaces the package name in this file only. */
import { missingPeer } from './missing-peer'

try {
  require('constructs')
  require('cdktf')
} catch (error) {
  throw missingPeer(error, 'cdktf')
}

export * from 'cdktf'
