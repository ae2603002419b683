// Runs before the application is here, and is small: asks the node for what the first screen will want while the rest is still on its way.
// Over a bad line that is two round trips fewer (docs/web.md, "Speed").
import { askEarly } from './api/early.ts';
import type { Me } from './api/me.ts';
import { workshopPaths } from './screens/capture/asks.ts';

async function begin(): Promise<void> {
  // The application reads the answer itself: this is a copy.
  const answer = (await askEarly('/account/me')).clone();
  const party = ((await answer.json()) as Me).active?.party;
  if (party != null && /^\/app\/capture\/./.test(location.pathname))
    for (const path of Object.values(workshopPaths(party))) void askEarly(path);
}

// Without an answer the application asks again, and says what is the matter.
void begin().catch(() => undefined);
