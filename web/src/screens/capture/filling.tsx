// The form itself: one page on a desk, one question after the other on a phone; saved when nothing is wrong.
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import type { Draft } from '../../offline/draft.ts';
import type { QueueItem } from '../../offline/queue/item.ts';
import { balanceOf } from './balance.ts';
import './capture.css';
import { Check } from './check.tsx';
import { hasInputs, hasOutputs, type Kind, type Reading, type RecordForm, readForm } from './form.ts';
import { Inputs } from './inputs.tsx';
import { Outputs } from './outputs.tsx';
import { withDefaults } from './prepared.ts';
import type { Original } from './original.ts';
import type { Remembered } from './remembered.ts';
import { saveRecord } from './save.ts';
import { UnitStep } from './unit.tsx';
import { Where } from './where.tsx';
import type { Workshop } from './workshop.ts';

export interface Opening {
  kind: Kind;
  workshop: Workshop;
  remembered: Remembered;
  onSaved: (items: readonly QueueItem[]) => void;
  corrects?: Original;
  begun?: RecordForm;
}

type StepName = 'in' | 'out' | 'unit' | 'check';

function stepsOf(kind: Kind): StepName[] {
  return [
    ...(hasInputs(kind) ? (['in'] as const) : []),
    ...(hasOutputs(kind) ? (['out'] as const) : (['unit'] as const)),
    'check',
  ];
}

export function Form({
  kind,
  workshop,
  remembered,
  draft,
  draftKey,
  onSaved,
  corrects,
}: Opening & { draft: Draft<RecordForm>; draftKey: string }): ReactNode {
  const { t, language } = useWords();
  const { instead } = useSearch({ strict: false }) as { instead?: string };
  const [step, setStep] = useState(0);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>();
  const steps = stepsOf(kind);
  // What people need not say: the only place, the process of the last time, outputs like those of the last run.
  const form = withDefaults(kind, draft.value, workshop, remembered);
  const change = (part: Partial<RecordForm>): void => draft.set({ ...form, ...part });
  const reading = readingOf(kind, form, workshop, language);
  const show = (name: StepName): { 'data-now'?: true } => (steps[step] === name ? { 'data-now': true } : {});
  const goTo = (next: number): void => {
    setStep(next);
    scrollTo(0, 0);
  };
  const save = async (): Promise<void> => {
    setTried(true);
    const [first] = reading.wrong;
    if (first !== undefined)
      return setStep(Math.max(0, steps.indexOf(first.step === 'where' ? steps[0]! : first.step)));
    setBusy(true);
    setFault(undefined);
    const { mark } = draft;
    await saveRecord({ kind, form, reading, workshop, draftKey, draft: mark, instead, corrects }).then(
      async (items) => {
        await draft.clear();
        onSaved(items);
      },
      setFault,
    );
    setBusy(false);
  };
  const isLast = step === steps.length - 1;
  const parts = {
    kind,
    form,
    change,
    workshop,
    reading,
    wrong: isTried ? reading.wrong : reading.wrong.filter(isLoud),
  };
  return (
    <div className="record">
      <div className="record-progress" aria-hidden="true">
        {steps.map((name, at) => (
          <span key={name} className={at <= step ? 'done' : ''} />
        ))}
      </div>
      <Where {...parts} />
      <div className="record-steps">
        {hasInputs(kind) && (
          <section className="record-step panel" {...show('in')}>
            <Inputs {...parts} />
          </section>
        )}
        {hasOutputs(kind) && (
          <section className="record-step panel" {...show('out')}>
            <Outputs {...parts} remembered={remembered} />
          </section>
        )}
        {!hasOutputs(kind) && (
          <section className="record-step panel" {...show('unit')}>
            <UnitStep {...parts} />
          </section>
        )}
        <section className="record-step panel wide" {...show('check')}>
          <Check {...parts} balance={balanceFor(reading, form, workshop)} />
        </section>
      </div>
      {fault !== undefined && <Trouble fault={fault} />}
      <div className="record-bar">
        {step > 0 && (
          <span className="step-only">
            <Button kind="second" large onClick={() => goTo(step - 1)}>
              {t('capture.back')}
            </Button>
          </span>
        )}
        {!isLast && (
          <Button large className="step-only" onClick={() => goTo(step + 1)}>
            {t('capture.next')}
          </Button>
        )}
        <Button
          large
          icon="good"
          className={isLast ? '' : 'desk-only'}
          disabled={isBusy}
          onClick={() => void save()}
        >
          {t('capture.save')}
        </Button>
      </div>
    </div>
  );
}

/** Wrong as it stands; what is only missing yet is said when somebody wants to save. */
function isLoud({ code }: Reading['wrong'][number]): boolean {
  return code === 'badAmount' || code === 'badNumber' || code === 'sameNumber';
}

function readingOf(
  kind: Kind,
  form: RecordForm,
  { stored, products, figures }: Workshop,
  language: string,
): Reading {
  const wasteCategories = new Set(figures.categories.flatMap(({ code, waste }) => (waste ? [code] : [])));
  return readForm(kind, form, { language, stored, products, wasteCategories });
}

function balanceFor(
  { inputs, outputs }: Reading,
  form: RecordForm,
  { places, figures }: Workshop,
): ReturnType<typeof balanceOf> {
  const country = places.find(({ facility }) => facility === form.place)?.country ?? null;
  return balanceOf(inputs, outputs, form.process, country, figures.member);
}
