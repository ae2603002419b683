/** Where the bench speaks: answers on one side, progress and complaints on the other. */
export interface BenchIo {
  out(text: string): void;
  err(text: string): void;
}
