// Who may certify, by which rules, and who is certified: what the chain of the bench is judged by.
import type { SaidRecord } from '#verifier';
import { packNamed } from '../../scenario/pack-files.ts';
import { dayMs, firstMs, partiesOf, type Stage, stages } from './stages.ts';

type Telling = Pick<SaidRecord, 'kind' | 'issuer'> & Record<string, unknown>;

/** Still without their places in the log. */
export function said(told: Telling): SaidRecord {
  return { entry: 0, recordedAtMs: firstMs, issuedAtMs: firstMs, withheld: false, ...told } as never;
}

export function rules(): SaidRecord[] {
  const packs = ['gots', 'cotton'].map((name) => {
    const content = packNamed(name);
    const { pack, version } = content;
    return said({ kind: 'pack', issuer: 'operator', pack, version, fromMs: 0, content, digest: name });
  });
  const anchors = [{ party: 'anchor', schemes: ['*'] }];
  return [
    said({ kind: 'trust', issuer: 'operator', anchors, fromMs: 0 }),
    ...packs,
    said({
      kind: 'accreditation',
      issuer: 'anchor',
      accreditation: 'urn:accreditation',
      party: 'certifier',
      role: 'certification-body',
      schemes: ['gots', 'organic-farm'],
      countries: ['*'],
      processes: ['*'],
      validFromMs: 0,
      validUntilMs: firstMs + 1_000 * dayMs,
    }),
  ];
}

/** One for each party, for all that it does. */
export function scopes(): SaidRecord[] {
  return stages.flatMap((stage, level) =>
    partiesOf(stage).map((holder) =>
      certificate(stage, `scope-of-${holder}`, holder, {
        scheme: level === 0 ? 'organic-farm' : 'gots',
        sites: [`site:${holder}`],
      }),
    ),
  );
}

export function certificate(
  { process, category }: Stage,
  id: string,
  holder: string,
  given: Record<string, unknown>,
): SaidRecord {
  return said({
    kind: 'certificate',
    issuer: 'certifier',
    certificate: id,
    type: 'scope',
    number: id,
    holder,
    validFromMs: firstMs - dayMs,
    validUntilMs: firstMs + 400 * dayMs,
    subcontractors: [],
    processes: [process],
    categories: [category],
    materials: ['cotton'],
    codes: ['organic'],
    volumeGrams: null,
    buyer: null,
    shippedAtMs: null,
    lots: [],
    inputs: [],
    test: null,
    products: [],
    imported: null,
    documents: [],
    ...given,
  });
}
