// The four axes of a certificate, each as one card: who, what, when, how much.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Certificate, Standing } from '../../api/trust.ts';
import { facilitiesQuery, usePartyNames } from '../../api/work.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { useWords } from '../../language/words.tsx';
import { Proven } from '../claims/verdict.tsx';
import './certificates.css';

export function Axes({
  paper,
  issuer,
  standing,
}: {
  paper: Certificate;
  issuer: string;
  standing: Standing | undefined;
}): ReactNode {
  return (
    <div className="axes">
      <Who paper={paper} issuer={issuer} standing={standing} />
      <What paper={paper} />
      <When paper={paper} standing={standing} />
      {standing !== undefined && <HowMuch paper={paper} standing={standing} />}
    </div>
  );
}

function Axis(props: {
  icon: IconName;
  title: string;
  tone?: 'bad' | 'warn' | undefined;
  children: ReactNode;
}): ReactNode {
  return (
    <section className={`axis ${props.tone ?? ''}`}>
      <h2>
        <Icon name={props.icon} />
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}

function Rows({ rows }: { rows: readonly (readonly [string, ReactNode])[] }): ReactNode {
  return (
    <dl>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Who({
  paper,
  issuer,
  standing,
}: {
  paper: Certificate;
  issuer: string;
  standing: Standing | undefined;
}): ReactNode {
  const { t, formats } = useWords();
  const name = usePartyNames();
  const places = useQuery(facilitiesQuery).data;
  const placeName = (id: string): string => places?.find((one) => one.id === id)?.name ?? id;
  const isUnfounded = standing?.accreditation?.ok === false;
  return (
    <Axis icon="people" title={t('certificates.who')} tone={isUnfounded ? 'bad' : undefined}>
      <Rows
        rows={[
          [t('certificates.holder'), name(paper.holder)],
          [
            t('certificates.sites'),
            paper.sites.includes('*') ? t('certificates.allSites') : formats.list(paper.sites.map(placeName)),
          ],
          ...(paper.subcontractors.length === 0
            ? []
            : ([[t('certificates.subcontractors'), formats.list(paper.subcontractors.map(name))]] as const)),
          [t('certificates.issuer'), name(paper.imported?.issuer ?? issuer)],
          ...(typeof paper.buyer === 'string'
            ? ([[t('certificates.buyer'), name(paper.buyer)]] as const)
            : []),
        ]}
      />
    </Axis>
  );
}

function What({ paper }: { paper: Certificate }): ReactNode {
  const { t, has, formats } = useWords();
  const named = (codes: readonly string[], family: (code: string) => string): string =>
    codes.includes('*') ? t('certificates.everything') : formats.list(codes.map(family));
  const process = (code: string): string =>
    has(`capture.process.${code}`) ? t(`capture.process.${code}`) : code;
  return (
    <Axis icon="claim" title={t('certificates.what')}>
      <Rows
        rows={[
          [t('certificates.scheme'), paper.scheme.toUpperCase()],
          [t('certificates.codes'), named(paper.codes, (code) => code)],
          [t('certificates.processes'), named(paper.processes, process)],
          [t('certificates.materials'), named(paper.materials, (code) => code)],
          [t('certificates.categories'), named(paper.categories, (code) => code)],
        ]}
      />
    </Axis>
  );
}

const over = new Set(['expired', 'revoked', 'refuted', 'withdrawn']);

function When({ paper, standing }: { paper: Certificate; standing: Standing | undefined }): ReactNode {
  const { t, formats } = useWords();
  const [from, until, now] = [
    Date.parse(paper.validFrom),
    Date.parse(paper.validUntil),
    standing?.atMs ?? Date.now(),
  ];
  const gone = Math.min(1, Math.max(0, (now - from) / Math.max(1, until - from)));
  const state = standing?.state ?? 'valid';
  const words =
    now > until ? t('certificates.ended') : now < from ? t('certificates.notBegun') : formats.ago(until, now);
  return (
    <Axis
      icon="clock"
      title={t('certificates.when')}
      tone={over.has(state) ? 'bad' : state === 'suspended' ? 'warn' : undefined}
    >
      <div className="paper-time">
        <svg aria-hidden="true" viewBox="0 0 1000 20" preserveAspectRatio="none">
          <rect className="ground" y="4" width="1000" height="12" />
          <rect className="gone" y="4" width={gone * 1000} height="12" />
          <rect className="mark" x={Math.max(0, gone * 1000 - 4)} width="8" height="20" />
        </svg>
        <div className="paper-ends">
          <span>{formats.date(from)}</span>
          <span>{formats.date(until)}</span>
        </div>
      </div>
      <Rows
        rows={[
          [t('certificates.ends'), words],
          ...(typeof paper.shippedAt === 'string'
            ? ([[t('certificates.shipped'), formats.date(Date.parse(paper.shippedAt))]] as const)
            : []),
          [t('certificates.stateNow'), t(`lots.state.${state}`)],
        ]}
      />
    </Axis>
  );
}

function HowMuch({ paper, standing: { volume } }: { paper: Certificate; standing: Standing }): ReactNode {
  const { t, formats } = useWords();
  const isTooMuch =
    volume !== null && volume.usedGrams !== null && volume.grams !== null && volume.usedGrams > volume.grams;
  return (
    <Axis icon="scale" title={t('certificates.howMuch')} tone={isTooMuch ? 'bad' : undefined}>
      {volume === null ? (
        <p className="quiet">
          {t(paper.type === 'scope' ? 'certificates.noVolume' : 'certificates.noVolumeAtAll')}
        </p>
      ) : volume.grams === null ? (
        <p className="quiet">{t('certificates.volumeWithheld')}</p>
      ) : (
        <>
          <span className="figure">{formats.kilograms(volume.grams, true)}</span>
          {volume.usedGrams === null ? (
            <p className="quiet">{t('certificates.usedWithheld')}</p>
          ) : (
            <>
              <Proven isVolume claimed={volume.grams} proven={volume.usedGrams} />
              <p>
                {isTooMuch
                  ? t('certificates.tooMuch', {
                      amount: formats.kilograms(volume.usedGrams - volume.grams, true),
                    })
                  : t('certificates.volumeLeft', {
                      amount: formats.kilograms(volume.grams - volume.usedGrams, true),
                    })}
              </p>
            </>
          )}
        </>
      )}
    </Axis>
  );
}
