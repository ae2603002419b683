// All cheats, in the order in which they are told.
import { anchorNothing } from './case/anchor-nothing.ts';
import { backDateEntry } from './case/back-date-entry.ts';
import { dropFromFile } from './case/drop-from-file.ts';
import { dropStatement } from './case/drop-statement.ts';
import { forgedCustodial } from './case/forged-custodial.ts';
import { fork } from './case/fork.ts';
import { hideClaim } from './case/hide-claim.ts';
import { hideRevocation } from './case/hide-revocation.ts';
import { oldKey } from './case/old-key.ts';
import { otherLogKey } from './case/other-log-key.ts';
import { oversold } from './case/oversold.ts';
import { rewriteAnchored } from './case/rewrite-anchored.ts';
import { rollBack } from './case/roll-back.ts';
import { smallLeaf } from './case/small-leaf.ts';
import { staleHead } from './case/stale-head.ts';
import { soldTwice } from './case/sold-twice.ts';
import { stolenKey } from './case/stolen-key.ts';
import { stoppedClock } from './case/stopped-clock.ts';
import { swapBody } from './case/swap-body.ts';
import { twoMaps } from './case/two-maps.ts';
import { oneVictim, twoStates } from './case/two-states.ts';
import type { Cheat } from './cheat.ts';

export const cheats: readonly Cheat[] = [
  ...[fork, oneVictim, twoStates, rollBack, staleHead],
  ...[dropStatement, dropFromFile, backDateEntry, stoppedClock, rewriteAnchored, swapBody],
  ...[stolenKey, oldKey, otherLogKey, anchorNothing],
  ...[oversold, smallLeaf, twoMaps, soldTwice, hideClaim, hideRevocation, forgedCustodial],
];
