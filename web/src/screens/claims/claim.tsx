// One claim: what may be said of it, lot by lot, and every check with the statements that decided it.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import {
  type ClaimOnBoard,
  claimQuery,
  say,
  trustChanged,
  type Verdict,
  verdictsQuery,
} from '../../api/trust.ts';
import { useMe } from '../../api/me.ts';
import { Button } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Empty, Facts, Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from '../account/form.tsx';
import { Challenge } from '../cases/challenge.tsx';
import { StateBadge } from '../lots/state.tsx';
import { Checks, Uncertain } from './checks.tsx';
import { Lots } from './lots.tsx';
import { Meta } from './meta.tsx';
import { Entries, LotName, Proven, useGrade, VerdictBadge } from './verdict.tsx';

export function Claim(): ReactNode {
  const { t } = useWords();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(claimQuery(id));
  const grade = useGrade();
  const title = query.data == null ? t('claims.one') : (query.data.text ?? grade(query.data));
  return (
    <Page icon="claim" title={title} actions={query.data != null && <Actions claim={query.data} />}>
      <Loaded query={query}>
        {(claim) =>
          claim === null ? <Empty icon="claim">{t('claims.unknown')}</Empty> : <Whole claim={claim} />
        }
      </Loaded>
    </Page>
  );
}

function Actions({ claim }: { claim: ClaimOnBoard }): ReactNode {
  const me = useMe().data?.active;
  if (me?.role !== 'manager' && me?.role !== 'clerk') return null;
  return me.party === claim.claimant ? (
    <Withdraw claim={claim} />
  ) : (
    <Challenge about={claim.claim} party={claim.claimant} />
  );
}

/** As many as the board has judged already; then more, for who wants to wait. */
const lotsFirst = 3;
const lotsMore = 20;

function Whole({ claim }: { claim: ClaimOnBoard }): ReactNode {
  const { t } = useWords();
  const [most, setMost] = useState(lotsFirst);
  return (
    <>
      <div className="row">
        <VerdictBadge result={claim.result} />
        <StateBadge state={claim.state} />
      </div>
      <Meta claim={claim} />
      <Loaded query={useQuery({ ...verdictsQuery(claim.claim, most), placeholderData: keepPreviousData })}>
        {(verdicts) =>
          verdicts.length === 0 ? (
            <Empty icon="lots">{t('claims.noLotsMore')}</Empty>
          ) : (
            <Verdicts
              claim={claim}
              verdicts={verdicts}
              {...(most === lotsFirst &&
                verdicts.length === lotsFirst && { onMore: () => setMost(lotsMore) })}
            />
          )
        }
      </Loaded>
    </>
  );
}

function Verdicts({
  claim,
  verdicts,
  onMore,
}: {
  claim: ClaimOnBoard;
  verdicts: readonly Verdict[];
  onMore?: () => void;
}): ReactNode {
  const { t, formats } = useWords();
  const [at, setAt] = useState(0);
  const verdict = verdicts[at] ?? verdicts[0]!;
  const facts = [
    ...(verdict.pack === null
      ? []
      : [
          {
            name: t('claims.rules'),
            value: t('claims.packVersion', {
              pack: verdict.pack.pack.toUpperCase(),
              version: verdict.pack.version,
            }),
          },
        ]),
    ...(verdict.assurance === null
      ? []
      : [{ name: t('claims.assurance'), value: t(`certificates.assurance.${verdict.assurance}`) }]),
    { name: t('claims.judged'), value: formats.moment(verdict.judgedAtMs) },
  ];
  return (
    <>
      <Saying verdict={verdict} />
      <p className="quiet">{t(`claims.modelMore.${claim.model}`)}</p>
      <Proven claimed={claim.gramsClaimed} proven={claim.gramsSubstantiated} />
      <Panel title={t('claims.lots')}>
        <div className="stack claim-lots">
          <p className="quiet">
            {claim.lots === null
              ? t('claims.looked', { count: verdicts.length })
              : t('claims.lookedOf', { count: claim.lots, looked: verdicts.length })}
          </p>
          <Lots verdicts={verdicts} at={at} onChoose={setAt} />
          {onMore !== undefined && (
            <div>
              <Button kind="second" onClick={onMore}>
                {t('claims.moreLots')}
              </Button>
            </div>
          )}
        </div>
      </Panel>
      <Panel title={t('claims.checks')} aside={<LotName lot={verdict.lot} at={at} />}>
        <div className="stack">
          <Facts facts={facts} />
          {verdict.pack !== null && <Entries entries={[verdict.pack.entry]} />}
          <Checks verdict={verdict} />
          <Uncertain figures={verdict.uncertain} />
        </div>
      </Panel>
    </>
  );
}

/** The sentence of the pack, in its words; where the claim does not hold, that it must not be said. */
function Saying({ verdict: { wording, result } }: { verdict: Verdict }): ReactNode {
  const { t } = useWords();
  if (wording === null)
    return <Note tone={result === 'fails' ? 'bad' : 'warn'}>{t(`claims.notSay.${result}`)}</Note>;
  return (
    <figure className="stack">
      <figcaption className="quiet">{t('claims.maySay')}</figcaption>
      <blockquote className="claim-saying" lang="en" dir="ltr">
        {wording}
      </blockquote>
    </figure>
  );
}

function Withdraw({ claim }: { claim: ClaimOnBoard }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const draft = useDraft(`withdraw:${claim.claim}`, '');
  if (claim.state === 'withdrawn' || claim.state === 'revoked') return null;
  const send = async (): Promise<void> => {
    const told = { about: claim.claim, state: 'withdrawn' };
    await draft.send((attempt) =>
      say('statuses', { ...told, from: new Date(attempt.atMs).toISOString() }, attempt),
    );
    await trustChanged(client);
    setOpen(false);
  };
  return (
    <>
      <Button kind="danger" onClick={() => setOpen(true)}>
        {t('claims.withdraw')}
      </Button>
      <Dialog open={isOpen} title={t('claims.withdraw')} onClose={() => setOpen(false)}>
        <p>{t('claims.withdrawMore')}</p>
        <CallForm onSend={send} button={t('claims.withdrawSure')} danger draft={draft} />
      </Dialog>
    </>
  );
}
