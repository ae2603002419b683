// What callers are held to, and the program that holds them.
import type { ReactNode } from 'react';
import { Facts, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import type { OfNode } from './cards.tsx';

export function Limits({ node: { limits } }: OfNode): ReactNode {
  const { t, formats } = useWords();
  const { bodies, paces } = limits;
  return (
    <Panel title={t('operate.limits')}>
      <div className="stack">
        <p className="quiet">{t('operate.limitsHint')}</p>
        <Facts
          facts={[
            ...paces.map(({ what, most, seconds }) => ({
              name: t(`operate.pace.${what}`),
              value: t('operate.times', { count: most, time: formats.span(seconds * 1000) }),
            })),
            { name: t('operate.largest'), value: formats.bytes(bodies.captureBytes) },
            { name: t('operate.mostEvents'), value: formats.number(bodies.captureEvents) },
            { name: t('operate.largestDocument'), value: formats.bytes(bodies.documentBytes) },
          ]}
        />
      </div>
    </Panel>
  );
}

export function Program({ node: { version, startedAtMs, writer, origin } }: OfNode): ReactNode {
  const { t, formats } = useWords();
  return (
    <Panel title={t('operate.program')}>
      <Facts
        facts={[
          { name: t('operate.version'), value: version },
          { name: t('operate.started'), value: formats.moment(startedAtMs) },
          { name: t('operate.memory'), value: formats.bytes(writer.memoryBytes) },
          { name: t('operate.name'), value: <bdi className="operate-said">{origin}</bdi> },
        ]}
      />
    </Panel>
  );
}
