// What a certificate from elsewhere counts as is found by the node, when it checks the credential, and never by who hands
// it in: no rule of the log could see from the statement that anybody checked (docs/protocol/record.md, "Certificates").
import type { Facts } from '../domain/ledger/facts.ts';
import type { Refusal } from './answers.ts';

export function uncheckedImport(facts: Facts): Refusal | undefined {
  if (facts.kind !== 'certificate' || !('record' in facts) || facts.record.kind !== 'certificate')
    return undefined;
  return facts.record.imported?.format === 'credential' ? notChecked : undefined;
}

const notChecked: Refusal = {
  code: 'CREDENTIAL_NOT_CHECKED',
  field: 'imported',
  detail:
    'That a credential was checked is for the node to say: hand the credential itself in, or say that it came as a document.',
};
