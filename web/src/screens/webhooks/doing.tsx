// Try it, switch it on again, a new secret, the end.
import { type ReactNode, useState } from 'react';
import { post } from '../../api/call.ts';
import type { Answers } from '../../api/schema.ts';
import { Button } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { CallForm } from '../account/form.tsx';
import { Answered } from './messages.tsx';
import { Secret } from './secret.tsx';
import type { WithMessages } from './answers.ts';

interface Of {
  webhook: WithMessages;
  onDone: () => void;
}

export function Doing({ webhook, onDone }: Of): ReactNode {
  const { t } = useWords();
  const [ending, setEnding] = useState(false);
  return (
    <Panel title={t('webhooks.do')}>
      <div className="webhook-doing">
        <Try webhook={webhook} onDone={onDone} />
        {webhook.state === 'off' && <Resume webhook={webhook} onDone={onDone} />}
        <Rotate webhook={webhook} onDone={onDone} />
        <div>
          <Button kind="danger" icon="bad" onClick={() => setEnding(true)}>
            {t('webhooks.end')}
          </Button>
        </div>
      </div>
      <Dialog open={ending} title={t('webhooks.endSure')} onClose={() => setEnding(false)}>
        <End
          webhook={webhook}
          onDone={() => {
            setEnding(false);
            onDone();
          }}
        />
      </Dialog>
    </Panel>
  );
}

function Try({ webhook: { id }, onDone }: Of): ReactNode {
  const { t } = useWords();
  const [sent, setSent] = useState<Answers['POST /webhooks/{id}/test']>();
  const send = async (): Promise<void> => {
    setSent(undefined);
    setSent(await post<Answers['POST /webhooks/{id}/test']>(`/webhooks/${id}/test`, undefined));
    onDone();
  };
  return (
    <CallForm onSend={send} button={t('webhooks.test')} icon="share">
      {sent?.last && (
        <Note tone={sent.last.code === 'TAKEN' ? 'good' : 'bad'} live>
          <Answered last={sent.last} />
        </Note>
      )}
    </CallForm>
  );
}

function Resume({ webhook: { id }, onDone }: Of): ReactNode {
  const { t } = useWords();
  const resume = async (): Promise<void> => {
    await post<Answers['POST /webhooks/{id}/resume']>(`/webhooks/${id}/resume`, undefined);
    onDone();
  };
  return <CallForm onSend={resume} button={t('webhooks.resume')} icon="good" />;
}

function Rotate({ webhook: { id }, onDone }: Of): ReactNode {
  const { t } = useWords();
  const [secret, setSecret] = useState<string | null>();
  const rotate = async (): Promise<void> => {
    const made = await post<Answers['POST /webhooks/{id}/secret']>(`/webhooks/${id}/secret`, undefined);
    setSecret(made.secret);
    onDone();
  };
  return (
    <CallForm onSend={rotate} button={t('webhooks.rotate')} icon="key" kind="second">
      {secret === undefined ? (
        <p className="quiet">{t('webhooks.rotateHint')}</p>
      ) : (
        <Secret secret={secret} />
      )}
    </CallForm>
  );
}

function End({ webhook: { id }, onDone }: Of): ReactNode {
  const { t } = useWords();
  const end = async (): Promise<void> => {
    await post<Answers['POST /webhooks/{id}/end']>(`/webhooks/${id}/end`, undefined);
    onDone();
  };
  return (
    <CallForm onSend={end} button={t('webhooks.end')} danger>
      <p>{t('webhooks.endHint')}</p>
    </CallForm>
  );
}
