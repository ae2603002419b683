// The last messages, what became of each, and what was answered.
import type { ReactNode } from 'react';
import { post } from '../../api/call.ts';
import type { Answers } from '../../api/schema.ts';
import { Badge, Panel, type Tone } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import { CallForm } from '../account/form.tsx';
import type { WithMessages } from './answers.ts';

type Message = WithMessages['messages'][number];
type Outcome = NonNullable<Message['last']>;

export function Messages({ webhook, onDone }: { webhook: WithMessages; onDone: () => void }): ReactNode {
  const { t, formats } = useWords();
  const { id, messages, state } = webhook;
  const first = messages.findLast(waits)?.id;
  const mayBeSent = (message: Message): boolean =>
    state !== 'ended' && message.last !== null && (!waits(message) || message.id === first);
  return (
    <Panel title={t('webhooks.messages')}>
      {messages.length === 0 ? (
        <p className="quiet">{t('webhooks.never')}</p>
      ) : (
        <Table
          caption={t('webhooks.messages')}
          captionHidden
          rows={messages}
          rowKey={({ id: name }) => name}
          columns={[
            {
              key: 'when',
              head: t('webhooks.when'),
              cell: ({ madeAtMs }) => <span className="webhook-when">{formats.moment(madeAtMs)}</span>,
            },
            { key: 'what', head: t('webhooks.what'), cell: (message) => <What message={message} /> },
            { key: 'state', head: t('webhooks.state'), cell: (message) => <Arrived message={message} /> },
            {
              key: 'answer',
              head: t('webhooks.answer'),
              cell: ({ last }) => last && <Answered last={last} />,
            },
            {
              key: 'do',
              head: <span className="visually-hidden">{t('webhooks.again')}</span>,
              cell: (message) =>
                mayBeSent(message) && <Again webhook={id} message={message.id} onDone={onDone} />,
            },
          ]}
        />
      )}
    </Panel>
  );
}

function waits({ deliveredAtMs, kind }: Message): boolean {
  return deliveredAtMs === null && kind !== 'webhook.test';
}

function What({ message: { kind, body } }: { message: Message }): ReactNode {
  const { t } = useWords();
  const sent = JSON.parse(body) as { data: { about?: string } };
  return (
    <div className="webhook-lines">
      {t(`webhooks.kind.${kind}`)}
      {sent.data.about !== undefined && (
        <code className="webhook-about" dir="ltr">
          {sent.data.about}
        </code>
      )}
      <details>
        <summary>{t('webhooks.body')}</summary>
        <pre className="webhook-body" dir="ltr">
          {JSON.stringify(sent, null, 2)}
        </pre>
      </details>
    </div>
  );
}

function Arrived({ message }: { message: Message }): ReactNode {
  const { t, formats } = useWords();
  const arrived = message.deliveredAtMs !== null;
  const tone: Tone = arrived ? 'good' : message.last === null ? 'quiet' : 'warn';
  const word = arrived ? 'webhooks.arrived' : waits(message) ? 'webhooks.waits' : 'webhooks.notArrived';
  return (
    <div className="webhook-lines">
      <span>
        <Badge tone={tone}>{t(word)}</Badge>
      </span>
      {message.attempts > 1 && (
        <small className="quiet">{t('webhooks.tries', { number: formats.number(message.attempts) })}</small>
      )}
    </div>
  );
}

/** What the other side said, as it said it. */
export function Answered({ last: { code, status, answer, atMs } }: { last: Outcome }): ReactNode {
  const { t, formats } = useWords();
  return (
    <div className="webhook-lines">
      <span>{t(`webhooks.code.${code}`)}</span>
      <small className="quiet">{formats.moment(atMs)}</small>
      {(status !== null || answer !== '') && (
        <code className="webhook-answer" dir="auto">
          {[status, answer].filter((part) => part !== null && part !== '').join(' ')}
        </code>
      )}
    </div>
  );
}

function Again(props: { webhook: string; message: string; onDone: () => void }): ReactNode {
  const { webhook, message, onDone } = props;
  const { t } = useWords();
  const send = async (): Promise<void> => {
    await post<Answers['POST /webhooks/{id}/messages/{message}/resend']>(
      `/webhooks/${webhook}/messages/${message}/resend`,
      undefined,
    );
    onDone();
  };
  return <CallForm onSend={send} button={t('webhooks.again')} kind="plain" />;
}
