// A last look: what it comes to, what is usual, photos. It warns and never forbids.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { post, type ProblemError } from '../../api/call.ts';
import { Icon } from '../../design/icon.tsx';
import { Note } from '../../design/parts/show.tsx';
import { useWords, type Words } from '../../language/words.tsx';
import { useOnline } from '../../offline/offline-word.tsx';
import type { Balance, Compared } from './balance.ts';
import { msOfWall, offsetAt } from './clock.ts';
import { documentWith } from './event.ts';
import type { FormParts } from './parts.ts';
import { Photos } from './photos.tsx';
import { useProcessName } from './process.tsx';
import { eventOf } from './save.ts';

const whole = 1_000_000;

export function Check(parts: FormParts & { balance: Balance }): ReactNode {
  const { t } = useWords();
  const { kind, balance } = parts;
  return (
    <div className="two">
      <div className="run-balance">
        <h2>{t('capture.check')}</h2>
        {kind !== 'pack' && kind !== 'unpack' && <Total {...parts} />}
        {balance.compared.map((compared) => (
          <Usual key={compared.category} compared={compared} inGrams={balance.inGrams ?? 0} {...parts} />
        ))}
        <Overdrawn {...parts} />
        <Preview {...parts} />
      </div>
      <Photos {...parts} />
    </div>
  );
}

function Total({
  kind,
  balance: { inGrams, outGrams },
  reading,
}: FormParts & { balance: Balance }): ReactNode {
  const { t, formats } = useWords();
  if (reading.outputs.length === 0 && reading.inputs.length === 0)
    return <p className="quiet">{t('capture.nothingYet')}</p>;
  if (kind === 'harvest')
    return outGrams === null ? null : (
      <p className="run-total">{t('capture.totalOut', { out: formats.kilograms(outGrams, true) })}</p>
    );
  if (inGrams === null || outGrams === null || inGrams === 0)
    return <p className="quiet">{t('capture.notWeighed')}</p>;
  const amounts = { in: formats.kilograms(inGrams, true), out: formats.kilograms(outGrams, true) };
  const rest = inGrams - outGrams;
  const share = formats.percent(Math.abs(rest) / inGrams);
  return (
    <>
      <p className="run-total">{t('capture.total', amounts)}</p>
      {rest === 0 && <p>{t('capture.noLoss')}</p>}
      {rest > 0 && (kind === 'split' || kind === 'merge') && (
        <Note tone="warn" live>
          <p>{t('capture.lossHere', { loss: formats.kilograms(rest, true) })}</p>
        </Note>
      )}
      {rest > 0 && kind === 'run' && (
        <p>{t('capture.loss', { loss: formats.kilograms(rest, true), share })}</p>
      )}
      {rest < 0 && (
        <Note tone="bad" live>
          <p>{t('capture.gain', { gain: formats.kilograms(-rest, true), share })}</p>
        </Note>
      )}
    </>
  );
}

/** "Of 100 kg you get 36 kg of lint. That is usual for ginning: 33 to 40." */
function Usual({
  compared,
  inGrams,
  form,
  workshop,
}: FormParts & { compared: Compared; inGrams: number }): ReactNode {
  const words = useWords();
  const { t, formats } = words;
  const nameOf = useProcessName(workshop.figures);
  const { category, outGrams, lowPpm, highPpm, verdict } = compared;
  const ofHundred = (ppm: number): string => formats.number(Math.round(ppm / 1_000) / 10);
  const outPpm = Math.round((outGrams / inGrams) * whole);
  const values = {
    process: nameOf(form.process),
    category: categoryName(words, category, workshop.figures.categories),
    low: ofHundred(lowPpm),
    high: ofHundred(highPpm),
    here: ofHundred(outPpm),
    loss: ofHundred(whole - outPpm),
    lossLow: ofHundred(whole - highPpm),
    lossHigh: ofHundred(whole - lowPpm),
  };
  const form_ = category === '*' ? 'loss' : 'gives';
  return (
    <div className="run-usual">
      <p className="said">
        <Icon name={verdict === 'usual' ? 'good' : 'warn'} />
        <span>{t(`capture.${form_}.${verdict}`, values)}</span>
      </p>
      <Scale lowPpm={lowPpm} highPpm={highPpm} outPpm={outPpm} isOdd={verdict !== 'usual'} />
    </div>
  );
}

function categoryName(
  { t, has }: Words,
  code: string,
  known: readonly { code: string; title: string }[],
): string {
  return has(`capture.category.${code}`)
    ? t(`capture.category.${code}`)
    : (known.find((one) => one.code === code)?.title ?? code);
}

/** Where this run lies beside the usual ones; the sentence above says the same. */
function Scale({
  lowPpm,
  highPpm,
  outPpm,
  isOdd,
}: {
  lowPpm: number;
  highPpm: number;
  outPpm: number;
  isOdd: boolean;
}): ReactNode {
  const most = Math.max(highPpm * 1.15, outPpm * 1.05, 1);
  const percent = (ppm: number): string => `${Math.min(100, (ppm / most) * 100)}%`;
  return (
    <span className="band" aria-hidden="true">
      <span className="usual" style={{ left: percent(lowPpm), width: percent(highPpm - lowPpm) }} />
      <span className={isOdd ? 'here odd' : 'here'} style={{ left: percent(outPpm) }} />
    </span>
  );
}

function Overdrawn({ reading: { overdrawn } }: FormParts): ReactNode {
  const { t } = useWords();
  if (overdrawn.length === 0) return null;
  return (
    <Note tone="bad">
      <p>{t('capture.overdrawn', { count: overdrawn.length })}</p>
    </Note>
  );
}

interface CapturePreview {
  readonly events: readonly {
    readonly refusals: readonly ProblemError[];
    readonly warnings: readonly ProblemError[];
  }[];
  readonly refusals: readonly ProblemError[];
}

const previewId = 'urn:uuid:00000000-0000-4000-8000-000000000000';

/** With a line, what the node would say. Without one nothing is missing: it says so when it is sent. */
function Preview({ kind, form, reading, workshop }: FormParts): ReactNode {
  const { t, has } = useWords();
  const isOnline = useOnline();
  const isWhole = reading.wrong.length === 0;
  const { data } = useQuery({
    queryKey: [
      'capture-preview',
      kind,
      form.place,
      form.process,
      form.when,
      form.unit,
      reading.inputs,
      reading.outputs,
    ],
    queryFn: () => {
      const nowMs = Date.now();
      const atMs = msOfWall(form.when) ?? nowMs;
      const occasion = {
        eventId: previewId,
        atMs,
        offsetMinutes: offsetAt(atMs),
        place: form.place,
        documents: [],
      };
      const event = eventOf(kind, form, reading, workshop.party, occasion);
      const document = documentWith([event], nowMs, offsetAt(nowMs));
      return post<CapturePreview>(`/capture/preview?party=${encodeURIComponent(workshop.party)}`, document);
    },
    enabled: isOnline && isWhole,
    retry: false,
    staleTime: 30_000,
  });
  const refusals = [...(data?.refusals ?? []), ...(data?.events.flatMap((event) => event.refusals) ?? [])];
  const sentences = new Set(
    refusals.map(({ code, detail }) => (has(`problem.${code}`) ? t(`problem.${code}`) : detail)),
  );
  if (sentences.size === 0) return null;
  return (
    <Note tone="bad" live>
      <p>{t('capture.wouldRefuse')}</p>
      {[...sentences].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Note>
  );
}
