// Who may say what. Validity of keys is a matter of log order: a statement counts with the keys enrolled before it.
// The register is what the log says so far; `first` is true for the genesis statement.
import type { Register } from './register.ts';

/** What authority needs to know of a statement; the ledger's facts have all of it. */
export interface Spoken {
  kind: string;
  iss: string;
  kid: string;
  party?: string;
  facility?: string;
  product?: string;
  enrols?: { kid: string; custody: 'device' | 'custodial' } | null;
  revokes?: { kid: string } | null;
}

export interface AuthorityRefusal {
  code: string;
  detail: string;
  field: string;
  decidedBy?: number;
}

export function authorityRefusals(register: Register, spoken: Spoken, first: boolean): AuthorityRefusal[] {
  if (first) return genesisRefusals(spoken);
  const key = keyRefusals(register, spoken);
  if (key.length > 0) return key;
  if (spoken.iss === register.operator && operatorSays.has(spoken.kind))
    return spoken.kind === 'key' ? keyChangeRefusals(register, spoken) : [];
  switch (spoken.kind) {
    case 'party':
      return aboutItself(spoken, 'party');
    case 'key':
      return [...aboutItself(spoken, 'party'), ...keyChangeRefusals(register, spoken)];
    case 'facility':
      return [
        ...aboutItself(spoken, 'party'),
        ...ownedRefusals(register.facilities.get(spoken.facility ?? ''), spoken, 'facility'),
      ];
    case 'product':
      return ownedRefusals(register.products.get(spoken.product ?? ''), spoken, 'product');
    default:
      return [];
  }
}

/** What the operator may say about others: it admits parties, enrols and revokes keys, erases (statement.md). */
const operatorSays: ReadonlySet<string> = new Set(['party', 'key', 'erasure']);

/** The operator's own key, enrolled by itself, begins the log. */
function genesisRefusals(spoken: Spoken): AuthorityRefusal[] {
  const genesis = spoken.kind === 'key' && spoken.party === spoken.iss && spoken.enrols?.kid === spoken.kid;
  return genesis
    ? []
    : [{ code: 'NO_GENESIS', field: 'kind', detail: 'A log begins with the key of its operator.' }];
}

function keyRefusals(register: Register, spoken: Spoken): AuthorityRefusal[] {
  const key = register.keys.get(spoken.kid);
  if (key === undefined) {
    return [
      {
        code: 'KEY_UNKNOWN',
        field: 'kid',
        detail:
          'This key is not enrolled: enrol it first, with a statement by a key of the party or by the operator.',
      },
    ];
  }
  if (key.party !== spoken.iss) {
    return [
      {
        code: 'KEY_OF_ANOTHER_PARTY',
        field: 'iss',
        detail: `The key belongs to ${key.party}, and the statement speaks for ${spoken.iss}.`,
        decidedBy: key.enrolledAt,
      },
    ];
  }
  if (key.revokedAt === null) return [];
  return [
    {
      code: 'KEY_REVOKED',
      field: 'kid',
      detail: `The key was revoked in log entry ${key.revokedAt}; a date in the statement does not change that. Sign with a key that is valid.`,
      decidedBy: key.revokedAt,
    },
  ];
}

function aboutItself(spoken: Spoken, field: 'party'): AuthorityRefusal[] {
  if (spoken.party === spoken.iss) return [];
  return [{ code: 'NOT_YOURS_TO_SAY', field, detail: 'A party can say this only about itself.' }];
}

function ownedRefusals(
  record: { party: string; entry: number } | undefined,
  spoken: Spoken,
  field: string,
): AuthorityRefusal[] {
  if (record === undefined || record.party === spoken.iss) return [];
  return [
    {
      code: 'NOT_YOURS_TO_SAY',
      field,
      detail: `This ${field} is registered by another party.`,
      decidedBy: record.entry,
    },
  ];
}

function keyChangeRefusals(register: Register, spoken: Spoken): AuthorityRefusal[] {
  const refusals: AuthorityRefusal[] = [];
  const enrolled = spoken.enrols ? register.keys.get(spoken.enrols.kid) : undefined;
  if (enrolled !== undefined) {
    refusals.push({
      code: 'KEY_ENROLLED_ALREADY',
      field: 'enrols',
      detail: 'This key is enrolled already; a key is never enrolled twice.',
      decidedBy: enrolled.enrolledAt,
    });
  }
  const revoked = spoken.revokes ? register.keys.get(spoken.revokes.kid) : undefined;
  if (spoken.revokes && revoked?.party !== spoken.party) {
    refusals.push({
      code: 'KEY_UNKNOWN',
      field: 'revokes',
      detail: 'The key to revoke is not a key of this party.',
    });
  }
  return refusals;
}
