// What is proven, as a woven ribbon with its words: proven in twill, what is claimed beyond it in plain weave.
import { type ReactNode, useId } from 'react';
import type { ProductProof, ProofClaim } from '../../api/flow.ts';
import { Badge, type Tone } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { Weaves } from '../trace/weaves.tsx';
import { wholeKilograms } from '../trace/words.ts';

export function Ribbon({ share, label }: { share: number; label: string }): ReactNode {
  const prefix = useId().replaceAll(/[^a-zA-Z0-9]/g, '');
  const proven = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return (
    <svg className="products-ribbon" role="img" aria-label={label} width="100%" height="22">
      <Weaves prefix={prefix} />
      <rect className="products-open" width="100%" height="22" fill={`url(#${prefix}2)`} />
      <rect width={`${proven}%`} height="22" fill={`url(#${prefix}0)`} />
    </svg>
  );
}

export function ProofLine({
  proof,
  isFailed,
}: {
  proof: ProductProof | undefined;
  isFailed: boolean;
}): ReactNode {
  const { t, formats } = useWords();
  if (isFailed) return <span className="quiet">{t('products.notLoaded')}</span>;
  if (proof === undefined) return <span className="busy">{t('products.judging')}</span>;
  const { share, gramsClaimed, gramsSubstantiated, gaps, lots } = proof;
  const claims = Object.values(proof.results).reduce((sum, count) => sum + (count ?? 0), 0);
  const words =
    share === null
      ? t(claims === 0 ? 'products.noClaim' : 'products.cannotTell')
      : t('products.proven', { share: formats.percent(share) });
  return (
    <span className="products-proof">
      {share !== null && <Ribbon share={share} label={words} />}
      <span className="row">
        <b>{words}</b>
        {gramsClaimed !== null && gramsSubstantiated !== null && (
          <span className="quiet">
            {t('products.ofClaimed', {
              proven: formats.kilograms(wholeKilograms(gramsSubstantiated)),
              claimed: formats.kilograms(wholeKilograms(gramsClaimed)),
            })}
          </span>
        )}
        {gaps !== null && gaps > 0 && <Badge tone="warn">{t('products.gaps', { count: gaps })}</Badge>}
        <span className="quiet">{t('products.lots', { count: lots })}</span>
      </span>
    </span>
  );
}

const tones: Readonly<Record<ProofClaim['result'], Tone>> = {
  holds: 'good',
  partly: 'warn',
  fails: 'bad',
  'cannot-tell': 'quiet',
  withdrawn: 'bad',
};

export function ResultBadge({ claim }: { claim: ProofClaim }): ReactNode {
  const { t } = useWords();
  return <Badge tone={tones[claim.result]}>{t(`products.result.${claim.result}`)}</Badge>;
}
