// Mirrors: they follow what the node shows them, ask the witness what it was shown, and remember.
import type { CatcherName, Catcher } from '../cheat.ts';
import type { Mirroring } from '../ground/mirroring.ts';

export function mirror(name: CatcherName, mirroring: Mirroring): Catcher {
  return {
    name,
    look: async ({ stage, mirrored = stage }) => {
      const raised = await mirroring.look(mirrored.node);
      if (raised === null) return null;
      const { alarm, text } = raised;
      return { code: alarm.code, detail: alarm.detail, proof: { kind: 'alarm', text } };
    },
  };
}
