import { describeWithTerraform } from '../kit/terraform-cli'
import { runCampaign } from './campaign/campaign'
import { formatTally, type Tally } from './campaign/tally'

/** `CAMPAIGN_SEED=7 CAMPAIGN_FAULTS=1000 npx jest test/terraform/campaign` looks elsewhere, and longer. */
const SEED = Number(process.env['CAMPAIGN_SEED'] ?? 20_261_122)
const FAULTS = Number(process.env['CAMPAIGN_FAULTS'] ?? 150)

/** Three faults a second are usual; a busy machine needs longer. */
const MS_PER_FAULT = 3000

describeWithTerraform(`streams that are changed while things go wrong (CAMPAIGN_SEED=${SEED})`, () => {
  let tally: Tally
  beforeAll(async () => {
    tally = await runCampaign({ seed: SEED, faults: FAULTS })
    process.stderr.write(`campaign with the seed ${SEED}: ${formatTally(tally)}\n`)
  }, FAULTS * MS_PER_FAULT)

  it('are never lost, doubled or shown, and converge with the next apply', () => {
    expect(tally.problems).toEqual([])
  })

  it('meet as many faults as they should, kills and interrupts among them', () => {
    const isKilled = tally.kills > 0 || process.platform !== 'linux'
    expect([tally.faults.length >= FAULTS, isKilled, tally.interrupts > 0]).toEqual([true, true, true])
  })
})
