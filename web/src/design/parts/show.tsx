// What shows something: panels, badges, notices, empty places, waiting, figures.
import type { ReactNode } from 'react';
import { useWords } from '../../language/words.tsx';
import { Icon, type IconName } from '../icon.tsx';

export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'quiet';

const toneIcon: Readonly<Record<Tone, IconName>> = {
  good: 'good',
  bad: 'bad',
  warn: 'warn',
  info: 'claim',
  quiet: 'unknown',
};

export function Panel({
  title,
  aside,
  children,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <section className="panel">
      {title !== undefined && (
        <header>
          <h2>{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}

/** Never colour alone: a mark and a word. */
export function Badge({
  tone = 'quiet',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
}): ReactNode {
  return (
    <span className={`badge ${tone}`}>
      <Icon name={icon ?? toneIcon[tone]} />
      {children}
    </span>
  );
}

/** `live`: read out when it appears. */
export function Note({
  tone = 'info',
  live,
  children,
}: {
  tone?: Tone;
  live?: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <div className={`notice ${tone}`} {...(live && { role: tone === 'bad' ? 'alert' : 'status' })}>
      <Icon name={toneIcon[tone]} />
      <div className="stack">{children}</div>
    </div>
  );
}

export function Empty({ icon, children }: { icon: IconName; children: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

export function Busy(): ReactNode {
  const { t } = useWords();
  return (
    <p className="busy" role="status">
      {t('shell.busy')}
    </p>
  );
}

export interface Fact {
  name: ReactNode;
  value: ReactNode;
  /** Shown large. */
  figure?: boolean;
}

export function Facts({ facts }: { facts: readonly Fact[] }): ReactNode {
  return (
    <dl className="facts">
      {facts.map(({ name, value, figure }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of facts never changes within one list
        <div key={at}>
          <dt>{name}</dt>
          <dd className={figure ? 'figure' : ''}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A share of a whole, with its words. */
export function Bar({ share, tone, label }: { share: number; tone?: 'bad'; label: string }): ReactNode {
  const percent = `${Math.min(100, Math.max(0, share * 100))}%`;
  return (
    <span className="bar" role="img" aria-label={label}>
      <span className={tone ?? ''} style={{ inlineSize: percent }} />
    </span>
  );
}
