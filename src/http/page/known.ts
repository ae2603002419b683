// What a passport asks of the node beside the trace: its register, and its records by log entry.
import type { ClaimRule } from '#verifier';
import type { Known, KnownCertificate } from '../../domain/passport/known.ts';
import type { RecordView } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';

export function knownTo(node: SelvedgeNode): Known {
  return {
    party: (id) => node.party(id),
    facility: (id) => node.facility(id),
    product: (id) => node.product(id),
    claimTitle: (scheme, code) => claimTitle(node, scheme, code),
    certificates: (entries, atMs) => certificatesAmong(node, entries, atMs),
  };
}

/** As the newest adopted version of the pack has it. */
function claimTitle(node: SelvedgeNode, scheme: string, code: string): string | undefined {
  return packOf(node, scheme)?.claims?.find((rule) => rule.code === code)?.title;
}

function packOf(node: SelvedgeNode, scheme: string): { title?: string; claims?: ClaimRule[] } | undefined {
  return node.records({ kind: 'pack', about: scheme, limit: 1 }).records[0]?.claims['content'] as
    | { title?: string; claims?: ClaimRule[] }
    | undefined;
}

/** A scheme whose rules are not here is called by its own name: `organic-farm` is `Organic farm`. */
function schemeTitle(node: SelvedgeNode, scheme: string): string {
  const plain = scheme.replaceAll('-', ' ');
  return packOf(node, scheme)?.title ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
}

function typeWords(type: string): string {
  return type.startsWith('self') || type === 'second-party'
    ? type.replaceAll('-', ' ')
    : `${type} certificate`;
}

function certificatesAmong(node: SelvedgeNode, entries: readonly number[], atMs: number): KnownCertificate[] {
  return node
    .recordsAt(entries)
    .filter(({ kind }) => kind === 'certificate')
    .map((record) => certificateOf(node, record, atMs));
}

function certificateOf(
  node: SelvedgeNode,
  { claims, issuer, state }: RecordView,
  atMs: number,
): KnownCertificate {
  const [fromMs, untilMs] = [
    Date.parse(String(claims['validFrom'])),
    Date.parse(String(claims['validUntil'])),
  ];
  const imported = claims['imported'] as { issuer: string } | undefined;
  return {
    title: `${schemeTitle(node, String(claims['scheme']))}: ${typeWords(String(claims['type']))}`,
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
