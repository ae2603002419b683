// The motif as paths: one repeat of twill to the right, to the left, and of plain weave. Amounts differ by weave and not by
// colour alone, on public pages and in the application alike.

// One repeat of 2/2 twill is four threads by four; a thread is three units wide. Each float starts one thread further down.
const thread = 3;
export const repeat: number = 4 * thread;

function floats(rise: (column: number) => number): string {
  return [0, 1, 2, 3]
    .flatMap((column) => [rise(column), rise(column) - 4].map((row) => [column, row]))
    .map(([column, row]) => `M${column! * thread + 0.4} ${row! * thread + 0.3}h2.2v${2 * thread - 0.6}h-2.2z`)
    .join('');
}

export const weavePaths: readonly string[] = [
  floats((column) => column),
  floats((column) => 3 - column),
  floats((column) => (column % 2) * 2),
];
