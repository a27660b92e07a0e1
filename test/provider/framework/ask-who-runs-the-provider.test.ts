import { configuredSession } from './fake-session'
import { config, values } from './sample'

describe('a plan of many objects', () => {
  it('asks the system once which program runs the provider', async () => {
    const parentProgram = jest.fn(() => 'terraform')
    const reviewPlan = jest.fn(() => [])
    const { session, resource } = await configuredSession({ resource: { reviewPlan }, parentProgram })
    for (let count = 0; count < 5; count += 1) {
      session.planResourceChange(resource, { prior: null, proposed: values(), config: config() })
    }
    expect(reviewPlan).toHaveBeenCalledTimes(5)
    expect(parentProgram).toHaveBeenCalledTimes(1)
  })

  it('does not ask again when the system does not know', async () => {
    const parentProgram = jest.fn(() => undefined)
    const { session, resource } = await configuredSession({ resource: { reviewPlan: () => [] }, parentProgram })
    for (let count = 0; count < 2; count += 1) {
      session.planResourceChange(resource, { prior: null, proposed: values(), config: config() })
    }
    expect(parentProgram).toHaveBeenCalledTimes(1)
  })
})
