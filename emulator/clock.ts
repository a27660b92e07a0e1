/** The tenant's time, in milliseconds since the epoch. Tests hand in their own, so that nothing has to wait. */
export type Clock = () => number
