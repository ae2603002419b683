// Checks one by one: what was asked, how it came out, and in a sentence what exactly was looked at. Never a bare tick.
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../design/icon.tsx';
import { useWords } from '../language/words.tsx';
import './steps.css';

export type StepResult = 'pass' | 'fail' | 'not-checked' | 'busy';

export interface Step {
  readonly key: string;
  readonly title: string;
  readonly result: StepResult;
  /** In words of its own; undefined = those of the result. */
  readonly resultWord?: string | undefined;
  readonly body: ReactNode;
}

const icons: Readonly<Record<StepResult, IconName>> = {
  pass: 'good',
  fail: 'bad',
  'not-checked': 'unknown',
  busy: 'clock',
};

export function Steps({ steps, label }: { steps: readonly Step[]; label: string }): ReactNode {
  const { t } = useWords();
  return (
    <ul className="checked-steps" aria-label={label}>
      {steps.map(({ key, title, result, resultWord, body }) => (
        <li key={key} data-step={key} data-result={result}>
          <span className={`tick ${result}`}>
            <Icon name={icons[result]} />
          </span>
          <div>
            <div className="head">
              <strong>{title}</strong>
              <span className={result}>{resultWord ?? t(`verify.result.${result}`)}</span>
            </div>
            <div className="quiet">{body}</div>
          </div>
        </li>
      ))}
    </ul>
  );
}
