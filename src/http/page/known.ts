// What a passport asks of the node beside the trace: its register, and its records by log entry.
import type { ClaimRule } from '#verifier';
import type { Known, KnownCertificate } from '../../domain/passport/known.ts';
import type { RecordView } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';

export function knownTo(node: SelvedgeNode): Known {
  const packOf = packsRead(node);
  return {
    party: (id) => node.party(id),
    facility: (id) => node.facility(id),
    product: (id, lot) => node.product(id, lot),
    claimTitle: (scheme, code) => packOf(scheme)?.claims?.find((rule) => rule.code === code)?.title,
    certificates: (entries, atMs) =>
      node
        .recordsAt(entries)
        .filter(({ kind }) => kind === 'certificate')
        .map((record) => certificateOf(node, packOf, record, atMs)),
  };
}

type PackOf = (scheme: string) => { title?: string; claims?: ClaimRule[] } | undefined;

/** The newest adopted version of each pack. A pack is long, and a page asks for the same one with every certificate. */
function packsRead(node: SelvedgeNode): PackOf {
  const read = new Map<string, ReturnType<PackOf>>();
  return (scheme) => {
    if (!read.has(scheme)) {
      const [adopted] = node.records({ kind: 'pack', about: scheme, limit: 1 }).records;
      read.set(scheme, adopted?.claims['content'] as ReturnType<PackOf>);
    }
    return read.get(scheme);
  };
}

/** A scheme whose rules are not here is called by its own name: `organic-farm` is `Organic farm`. */
function schemeTitle(packOf: PackOf, scheme: string): string {
  const plain = scheme.replaceAll('-', ' ');
  return packOf(scheme)?.title ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
}

function certificateOf(
  node: SelvedgeNode,
  packOf: PackOf,
  { claims, issuer, state }: RecordView,
  atMs: number,
): KnownCertificate {
  const [fromMs, untilMs] = [
    Date.parse(String(claims['validFrom'])),
    Date.parse(String(claims['validUntil'])),
  ];
  const imported = claims['imported'] as { issuer: string } | undefined;
  return {
    scheme: schemeTitle(packOf, String(claims['scheme'])),
    type: String(claims['type']),
    holder: node.party(String(claims['holder']))?.name ?? null,
    issuer: imported?.issuer ?? node.party(issuer)?.name ?? null,
    assurance: assuranceWord(String(claims['type']), imported !== undefined),
    fromMs,
    untilMs,
    state: state ?? (untilMs < atMs ? 'expired' : 'valid'),
  };
}

function assuranceWord(type: string, imported: boolean): string {
  if (imported) return 'imported-document';
  const own: Record<string, string> = {
    'self-declaration': 'self-declared',
    'self-assessment': 'self-assessed',
    'second-party': 'second-party',
  };
  return own[type] ?? 'third-party';
}
