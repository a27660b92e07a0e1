/** The longest delay that Node's timers take, in milliseconds; longer ones would fire at once. */
export const LONGEST_TIMER_MS = 2_147_483_647
