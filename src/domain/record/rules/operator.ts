// Whom to trust and which rules count is the operator's word.
import type { PackAdoption, Trust } from '#verifier';
import type { Known } from '../known.ts';
import type { RecordRefusal } from '../refusal.ts';
import { refuse } from '../refusal.ts';

export function trustRefusals({ issuer }: Trust, known: Known): RecordRefusal[] {
  return notTheOperator(issuer, known, 'anchors');
}

/** A new version may be back-dated only as far as nobody's claim was judged by the one before. */
export function packRefusals(said: PackAdoption, known: Known): RecordRefusal[] {
  const unauthorised = notTheOperator(said.issuer, known, 'pack');
  if (unauthorised.length > 0) return unauthorised;
  const { pack, version, fromMs, content, digest } = said;
  const same = known.book.ofKind('pack').find((one) => one.pack === pack && one.version === version);
  if (same !== undefined && same.digest !== digest) {
    const detail = `${pack} ${version} has another content already: other rules are another version.`;
    return [refuse('PACK_VERSION_TAKEN', 'version', detail, same)];
  }
  const judged = known.book
    .ofKind('claim')
    .find(
      ({ scheme, recordedAtMs }) =>
        recordedAtMs >= fromMs &&
        (content.kind === 'material' || scheme === pack) &&
        known.book.packAt(pack, recordedAtMs) !== undefined,
    );
  if (judged === undefined) return [];
  const detail = `${pack} ${version} would count from before ${judged.claim} was claimed, which an earlier version judges: let it count from now on.`;
  return [refuse('PACK_BACKDATED', 'from', detail, judged)];
}

function notTheOperator(issuer: string, { register }: Known, field: string): RecordRefusal[] {
  if (issuer === register.operator) return [];
  const detail = 'Only the operator of the node says whom it trusts and which packs count: ask the operator.';
  return [refuse('NOT_YOURS_TO_SAY', field, detail)];
}
