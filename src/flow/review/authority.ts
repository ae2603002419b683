// What a party may say of a claim, certificate or case, as the rules of the log are now.
import {
  accreditedFor,
  type CaseStep,
  type Certificate,
  type Claim,
  mayDecideCase,
  needsAccreditation,
} from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';

export interface Authority {
  /** Confirm, refuse, suspend, reinstate, revoke it. */
  declares: boolean;
  /** It may, and it is its turn: it has certified whom this is about for the scheme, or nobody else has. Who examines is shown what it examines. */
  examines: boolean;
  /** Take it back: its claimant or holder. */
  withdraws: boolean;
  /** Uphold or dismiss a case about it. */
  decides: boolean;
}

/** `about`: id of a claim or certificate, or of what a case is about. */
export function authorityOf(ledger: Ledger, party: string, about: string, atMs: number): Authority {
  const { records } = ledger;
  const decides = mayDecide(ledger, party, about, atMs);
  const said = records.byId('claim', about) ?? records.byId('certificate', about);
  if (said === undefined) return { declares: false, examines: false, withdraws: false, decides };
  const owner = said.kind === 'claim' ? said.issuer : said.holder;
  const declares = owner !== party && mayDeclare(ledger, party, said, atMs);
  const examines = declares && isTurnOf(ledger, party, said, owner);
  return { declares, examines, withdraws: owner === party, decides };
}

function mayDeclare({ records }: Ledger, party: string, said: Claim | Certificate, atMs: number): boolean {
  if (said.kind === 'certificate' && said.issuer === party) return true;
  const roles =
    said.kind === 'claim' ? (['certification-body', 'auditor'] as const) : (['certification-body'] as const);
  return accreditedFor(records, party, { roles, scheme: said.scheme }, atMs, Infinity).ok;
}

/** A word of a second party, or of the holder itself, makes nobody a certifier. */
function isTurnOf({ records }: Ledger, party: string, said: Claim | Certificate, owner: string): boolean {
  if (said.kind === 'certificate' && (said.issuer === party || said.imported?.issuer === party)) return true;
  const certified = records
    .certificatesOf(owner)
    .filter((one) => one.holder === owner && one.scheme === said.scheme && needsAccreditation(one));
  return certified.length === 0 || certified.some(({ issuer }) => issuer === party);
}

function mayDecide({ records, size }: Ledger, party: string, about: string, atMs: number): boolean {
  const opened = { about } as CaseStep;
  const decision = { issuer: party, recordedAtMs: atMs } as CaseStep;
  return mayDecideCase(records, opened, decision, size);
}
