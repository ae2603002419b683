// Whom a party invited, who of them came, and whom they invited in turn.
import type { Invitation } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { nameIn } from '../today/trade.ts';

export interface Invited {
  invitation: string;
  entry: number;
  as: string;
  note: string | null;
  invitedAtMs: number;
  expiresMs: number;
  state: 'open' | 'expired' | 'joined' | 'recording';
  /** Who accepted; null until then. */
  party: string | null;
  partyName: string | null;
  joinedAtMs: number | null;
  /** Invitations of its own, how many of them were accepted, and all who came by it, by those, and so on. */
  invitedOn: number;
  joinedOn: number;
  reach: number;
}

/** Newest first. */
export function invitedBy(ledger: Ledger, party: string, atMs: number): Invited[] {
  const cascade = cascadeOf(ledger);
  return cascade
    .invitations(party)
    .map((one) => invited(ledger, cascade, one, atMs))
    .reverse();
}

function invited(ledger: Ledger, cascade: Cascade, one: Invitation, atMs: number): Invited {
  const came = cascade.accepted.get(one.invitation);
  const onward = came === undefined ? [] : cascade.invitations(came.issuer);
  return {
    ...{ invitation: one.invitation, entry: one.entry, as: one.as, note: one.note },
    invitedAtMs: one.recordedAtMs,
    expiresMs: one.expiresMs,
    state: came === undefined ? (one.expiresMs <= atMs ? 'expired' : 'open') : stateOf(ledger, came.issuer),
    party: came?.issuer ?? null,
    partyName: came === undefined ? null : nameIn(ledger, came.issuer),
    joinedAtMs: came?.recordedAtMs ?? null,
    invitedOn: onward.length,
    joinedOn: onward.filter(({ invitation }) => cascade.accepted.has(invitation)).length,
    reach: came === undefined ? 0 : reachOf(cascade, came.issuer),
  };
}

function stateOf(ledger: Ledger, party: string): 'joined' | 'recording' {
  return isRecording(ledger, party) ? 'recording' : 'joined';
}

/** It told of an event itself. */
export function isRecording({ events, names }: Ledger, party: string): boolean {
  const number = names.find(party);
  let told = 0;
  const count = (): void => {
    told += 1;
  };
  if (number !== -1) events.eachOf(number + 1, count);
  return told > 0;
}

interface Cascade {
  /** By the invitation. */
  accepted: Map<string, { issuer: string; recordedAtMs: number }>;
  invitations(party: string): Invitation[];
}

function cascadeOf({ records }: Ledger): Cascade {
  const byParty = Map.groupBy(records.ofKind('invitation'), ({ issuer }) => issuer);
  const accepted = new Map(records.ofKind('acceptance').map((one) => [one.invitation, one]));
  return { accepted, invitations: (party) => byParty.get(party) ?? [] };
}

/** All who came by this party's invitations, and by theirs. Nobody is counted twice, though they may invite each other. */
function reachOf(cascade: Cascade, party: string): number {
  const seen = new Set([party]);
  const waiting = [party];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    for (const { invitation } of cascade.invitations(one)) {
      const came = cascade.accepted.get(invitation)?.issuer;
      if (came === undefined || seen.has(came)) continue;
      seen.add(came);
      waiting.push(came);
    }
  }
  return seen.size - 1;
}

/** Parties that came by an invitation of this one. */
export function joinedBy(ledger: Ledger, party: string): Set<string> {
  const { accepted, invitations } = cascadeOf(ledger);
  return new Set(invitations(party).flatMap(({ invitation }) => accepted.get(invitation)?.issuer ?? []));
}
