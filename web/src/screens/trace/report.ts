// The chain on paper, for whoever asks for papers: what was asked, the drawing, the map, every place with its kilograms, what is wrong,
// and how to check it all.
import { get } from '../../api/call.ts';
import type { ProofClaim } from '../../api/flow.ts';
import type { Answers } from '../../api/schema.ts';
import { directionOf } from '../../language/languages.ts';
import { paperOf } from '../../paper/paint.ts';
import { type Setting, types } from '../../paper/setting.ts';
import { type HeadRead, readHead } from '../log/read/head.ts';
import { summaryFacts } from './summary.tsx';
import { wrongOf } from './marks.tsx';
import { imageOf } from './picture.ts';
import { inOrder, type Report, setClaims, setLinks, setPlaces } from './report-tables.ts';
import { wrongAt } from './wrong.ts';

/** Highest a picture may be, in points: one with the title above it stays on its page. */
const highest = { drawing: 430, map: 300 } as const;

export async function reportOf(report: Report): Promise<Blob> {
  const { answer, pictures, title, words, nowMs } = report;
  const { t, formats, language } = words;
  const [drawing, map, head, claims] = await Promise.all([
    imageOf(pictures.drawing),
    pictures.map === undefined ? undefined : imageOf(pictures.map),
    readHead(),
    claimsOf(answer.question.id),
  ]);
  const look = { title, language, rtl: directionOf(language) === 'rtl', madeAtMs: nowMs };
  const foot = (page: number, of: number): string =>
    [title, formats.moment(nowMs), t('trace.paper.page', { page, of })].map(apart).join(' · ');
  return paperOf({ ...look, foot }, (setting) => {
    setTop(setting, report);
    setting.picture(drawing, highest.drawing);
    setClaims(setting, report, claims);
    setting.heading(t('trace.map'), map === undefined ? undefined : highest.map);
    if (map === undefined) setting.text(t('trace.noMap'));
    else setting.picture(map, highest.map);
    setPlaces(setting, report);
    setLinks(setting, report);
    setWrong(setting, report);
    setCheck(setting, report, head);
  });
}

/** Parts of a line that do not turn each other round where one of them is Arabic (UAX 9: isolates). */
function apart(part: string): string {
  return `\u2068${part}\u2069`;
}

/** What the node makes of what is claimed of this lot: nothing where the reader may not know. */
async function claimsOf(id: string): Promise<ProofClaim[]> {
  try {
    const answer = await get<Answers['GET /lots/{id}/claims']>(`/lots/${encodeURIComponent(id)}/claims`);
    return answer.member as unknown as ProofClaim[];
  } catch {
    return [];
  }
}

function setTop(setting: Setting, { answer, view, title, words }: Report): void {
  const { t, formats } = words;
  setting.text(title, types.title);
  setting.text(answer.question.id, types.mono);
  const day = (text: string | undefined, ms: number | null): string => {
    const at = text === undefined ? ms : Date.parse(text);
    return at === null ? '–' : formats.date(at);
  };
  const { firstMs, lastMs, hidden } = answer.totals;
  setting.text(
    t('trace.paper.range', { from: day(view.from, firstMs), until: day(view.until, lastMs) }) +
      (hidden > 0 ? ` ${t('trace.hidden', { count: hidden })}` : ''),
  );
  if (answer.level !== 'full') setting.text(t('trace.sharesOnly'));
  setting.gap(4);
  setting.figures(summaryFacts(answer, words));
  const { gaps, conflicts } = answer.totals;
  const wrong = wrongOf({ gaps, conflicts, findings: answer.findings.length }, words);
  const sentence = wrong.map(({ text }) => text).join(' · ') || t('trace.nothingWrong');
  setting.text(sentence, { ...types.body, weight: 600, colour: wrong.length > 0 ? 'bad' : 'ink' });
  setting.gap(4);
}

function setWrong(setting: Setting, { answer, words, flowWords }: Report): void {
  const sentences = inOrder(answer).flatMap((node) =>
    wrongAt(node, answer, words).map((sentence) => `${flowWords.place(node)}: ${sentence}`),
  );
  if (sentences.length === 0) return;
  setting.heading(words.t('trace.column.wrong'));
  for (const sentence of sentences) setting.text(`• ${sentence}`);
}

function setCheck(setting: Setting, { words, address }: Report, head: HeadRead): void {
  const { t, formats } = words;
  setting.heading(t('trace.paper.check'));
  setting.text(t('trace.paper.checkHow'));
  setting.text(address, types.mono);
  if (!head.ok) return;
  setting.text(t('trace.paper.head', { size: formats.number(head.head.size) }));
  for (const line of head.head.note.trim().split('\n')) if (line !== '') setting.text(line, types.mono);
}
