// Order of what rests on what: Tarjan's components, without recursion, on arrays.

/** Neighbours that a node rests on: `targets[starts[n]] .. targets[starts[n + 1] - 1]`. */
export interface Links {
  readonly starts: Int32Array;
  readonly targets: Int32Array;
}

export function linksOf(count: number, pairs: readonly number[]): Links {
  const starts = new Int32Array(count + 1);
  for (let at = 0; at < pairs.length; at += 2) starts[pairs[at]! + 1]! += 1;
  for (let node = 0; node < count; node += 1) starts[node + 1]! += starts[node]!;
  const next = starts.slice();
  const targets = new Int32Array(pairs.length / 2);
  for (let at = 0; at < pairs.length; at += 2) {
    const from = pairs[at]!;
    targets[next[from]!] = pairs[at + 1]!;
    next[from]! += 1;
  }
  return { starts, targets };
}

/** All nodes, each component after those that it rests on. */
export function componentsOf(count: number, { starts, targets }: Links): number[][] {
  const components: number[][] = [];
  const found = new Int32Array(count);
  const lowest = new Int32Array(count);
  const next = starts.slice(0, count);
  const waiting: number[] = [];
  const inWaiting = new Uint8Array(count);
  const path: number[] = [];
  let number = 0;
  const enter = (node: number): void => {
    number += 1;
    found[node] = number;
    lowest[node] = number;
    waiting.push(node);
    inWaiting[node] = 1;
    path.push(node);
  };
  const leave = (node: number): void => {
    path.pop();
    const above = path.at(-1);
    if (above !== undefined) lowest[above] = Math.min(lowest[above]!, lowest[node]!);
    if (lowest[node] !== found[node]) return;
    const component = waiting.splice(waiting.lastIndexOf(node));
    for (const one of component) inWaiting[one] = 0;
    components.push(component);
  };
  for (let root = 0; root < count; root += 1) {
    if (found[root] === 0) enter(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const at = next[node]!;
      if (at >= starts[node + 1]!) leave(node);
      else {
        next[node] = at + 1;
        const target = targets[at]!;
        if (found[target] === 0) enter(target);
        else if (inWaiting[target] === 1) lowest[node] = Math.min(lowest[node]!, found[target]!);
      }
    }
  }
  return components;
}
