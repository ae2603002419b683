// Words to a trade that need no goods to move: agreed, refused, taken back, settled.
import { type ReactNode, useState } from 'react';
import { type Said, type TradeSaid, usePartyNames } from '../../api/work.ts';
import { Button } from '../../design/parts/button.tsx';
import { Note } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { answerOf } from './handover.ts';
import { momentNow, send } from './send.ts';
import type { Spoken } from './sent.tsx';

type Word = 'acknowledges' | 'refuses' | 'withdraws' | 'settles';

/** As docs/protocol/record.md, "Answer", has it: who declared withdraws, the other party says the rest. */
export function wordsFor({ claims, state }: Said<TradeSaid>, party: string): readonly Word[] {
  const { stage, seller, buyer } = claims;
  const [declarer, answerer] = stage === 'order' ? [buyer, seller] : [seller, buyer];
  if (party === declarer) return state === 'declared' ? ['withdraws'] : [];
  if (party !== answerer) return [];
  if (state === 'disputed') return ['settles'];
  return state === 'declared' ? ['acknowledges', 'refuses'] : [];
}

export function Answers(props: {
  trade: Said<TradeSaid>;
  party: string;
  onSaid: (spoken: Spoken) => void;
}): ReactNode {
  const { trade, party, onSaid } = props;
  const { t } = useWords();
  const name = usePartyNames();
  const { claims, state } = trade;
  const [isSaying, setSaying] = useState(false);
  const words = wordsFor(trade, party);
  const other = claims.seller === party ? claims.buyer : claims.seller;
  const say = async (word: Word): Promise<void> => {
    setSaying(true);
    const { atMs } = await momentNow();
    const items = await send([
      { party, what: 'answer', lines: [], answer: answerOf(claims.trade, word, atMs, '') },
    ]);
    onSaid({ ids: items.map(({ id }) => id), done: t('trade.done') });
  };
  return (
    <div className="stack">
      {words.includes('withdraws') && state === 'declared' && (
        <Note>{t('trade.waitsFor', { name: name(other) })}</Note>
      )}
      <div className="row">
        {words.map((word) => (
          <Button
            key={word}
            kind={kinds[word]}
            icon={icons[word]}
            disabled={isSaying}
            onClick={() => void say(word)}
          >
            {t(labels[word])}
          </Button>
        ))}
      </div>
    </div>
  );
}

const kinds = { acknowledges: 'main', settles: 'main', refuses: 'danger', withdraws: 'second' } as const;
const icons = { acknowledges: 'good', settles: 'good', refuses: 'bad', withdraws: 'recall' } as const;
const labels = {
  acknowledges: 'trade.acknowledge',
  settles: 'trade.settle',
  refuses: 'trade.refuseOrder',
  withdraws: 'trade.withdraw',
} as const;
