import { setTimeout as sleep } from 'node:timers/promises'
import { startPlugin } from '../../../provider/plugin/start'

void startPlugin({
  program: 'terraform-provider-fixture',
  address: 'registry.terraform.io/test/fixture',
  ...(process.argv.includes('--tcp') ? { network: 'tcp' as const } : {}),
  async loadServices({ logger }) {
    const { createFixtureService } = await import('./fixture-service')
    if (process.argv.includes('--noisy')) console.log('a stray line')
    if (process.argv.includes('--slow')) await sleep(200)
    return [createFixtureService(logger)]
  },
})
