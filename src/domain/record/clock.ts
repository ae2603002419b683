/** Clocks differ; more than this ahead of the node's clock is not a clock difference (selvedge-rules/1). */
export const clockSkewMs: number = 5 * 60_000;
