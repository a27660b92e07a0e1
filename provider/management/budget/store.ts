import { type BudgetState, unknownState } from './bucket'

/** Where the state is kept. */
export interface BudgetStore {
  /** Replaces the state by what the step makes of it. Nobody else's step runs in between. Never rejects. */
  change(step: (state: BudgetState) => BudgetState): Promise<void>
}

/** Keeps the state in this process alone. */
export function createProcessStore(nowMs: number): BudgetStore {
  let state = unknownState(nowMs)
  return {
    async change(step) {
      state = step(state)
    },
  }
}
