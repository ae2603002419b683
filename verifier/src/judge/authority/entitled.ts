// Whose word counts at all. The log refuses the others; an evidence file may come from a log that did not.
import type { DossierFacility } from '../../dossier/dossier.ts';
import type { SaidRecord } from '../../record/record.ts';
import { declarerOf } from '../../record/trade-state.ts';
import type { Spoken } from '../spoken.ts';

/** What the right to say something hangs on, beside the record itself. */
export interface Entitling {
  readonly operator: string;
  readonly facilities: Spoken<DossierFacility>;
}

/**
 * Whether its author has the right to it (record.md, "Who may say it"): trust and packs the operator, an account the party
 * of the site, a trade who declares it, a membership its party, an imported credential the operator or its holder. Claims may be anybody's. What hangs on other records is asked
 * where they are weighed: certificates and accreditations by chains, statuses, answers and cases by their subject.
 */
export function isEntitled(record: SaidRecord, { operator, facilities }: Entitling): boolean {
  switch (record.kind) {
    case 'trust':
    case 'pack':
      return record.issuer === operator;
    case 'account': {
      // Of a site that nobody told of it counts: else hiding whose site it is would undo what the account took in.
      const owner = facilities.before(record.site, record.entry)?.party;
      return owner === undefined || owner === record.issuer;
    }
    case 'trade':
      return record.issuer === declarerOf(record);
    case 'certificate':
      // Only its holder hands a certificate in, and only the operator's node says that it checked one.
      return record.imported?.format !== 'credential' || [record.holder, operator].includes(record.issuer);
    case 'membership':
      return record.issuer === record.party;
    default:
      return true;
  }
}
