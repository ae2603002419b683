// The session has ended in mid-work: signing in again happens over the screen, which stays as it is.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { type Me, meBack, meLeft, useMe } from '../api/me.ts';
import { onSessionEnd } from '../api/session.ts';
import { Button } from '../design/parts/button.tsx';
import { Dialog } from '../design/parts/dialog.tsx';
import { useWords } from '../language/words.tsx';
import { sendNow } from '../offline/queue/use-queue.ts';
import { SignInWays } from '../screens/account/sign-in-ways.tsx';

export function SignInAgain(): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isOver, setOver] = useState(false);
  useEffect(
    () =>
      onSessionEnd(() => {
        if (client.getQueryData<Me>(['me'])?.user) setOver(true);
      }),
    [client],
  );
  const back = async (): Promise<void> => {
    const who = await meBack(client);
    setOver(false);
    sendNow();
    if (who === 'somebody else') await navigate({ to: '/today' });
  };
  const leave = async (): Promise<void> => {
    // The dialog is closed after signing in, too.
    if (!isOver) return;
    setOver(false);
    await meLeft(client);
  };
  return (
    <Dialog open={isOver} title={t('shell.signInAgain')} onClose={() => void leave()}>
      <p>{t('shell.signInAgainMore')}</p>
      <SignInWays me={me} email={me?.user?.email ?? ''} onDone={back} />
      <div>
        <Button kind="plain" onClick={() => void leave()}>
          {t('shell.notNow')}
        </Button>
      </div>
    </Dialog>
  );
}
