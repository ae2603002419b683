// The application begins here: language first, so that nothing flickers, then the rooms.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, StrictMode, useCallback, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../../design/tokens.css';
import './design/base.css';
import './design/parts.css';
import { Problem } from './api/call.ts';
import { meQuery } from './api/me.ts';
import { type Spoken, speak } from './language/load.ts';
import { firstLanguage, WordsProvider } from './language/words.tsx';
import { keepOffline } from './offline/keep.ts';
import { keepSending } from './offline/queue/use-queue.ts';
import { router } from './routes.tsx';
import { applyTaste } from './shell/taste.ts';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal is an answer: only a line that was not there, and a node that has too much to do, are tried again.
      retry: (count, fault) =>
        fault instanceof Problem && (fault.status === 0 || fault.status === 503) && count < 2,
    },
  },
});

function App({ first }: { first: Spoken }): ReactNode {
  const [spoken, setSpoken] = useState(first);
  const choose = useCallback(async (language: string) => setSpoken(await speak(language)), []);
  return (
    <WordsProvider spoken={spoken} onChoose={choose}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </WordsProvider>
  );
}

async function begin(): Promise<void> {
  applyTaste();
  // Neither waits for the other.
  void client.prefetchQuery(meQuery);
  // Without a line the texts of a language that was never used here are not to be had.
  const first = await speak(firstLanguage()).catch(() => speak('en'));
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <App first={first} />
    </StrictMode>,
  );
  keepSending();
  await keepOffline();
}

void begin();
