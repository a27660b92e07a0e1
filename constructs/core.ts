/** The framework. The build for cdktn replaces its name in this file, and in this file alone. */
import { missingPeer } from './missing-peer'

try {
  require('constructs')
  require('cdktf')
} catch (error) {
  throw missingPeer(error, 'cdktf')
}

export * from 'cdktf'
