// The application begins here: language first, so that nothing flickers, then the rooms.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { i18n } from 'i18next';
import { type ReactNode, StrictMode, useCallback, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../../design/tokens.css';
import './design/base.css';
import './design/parts.css';
import { Problem } from './api/call.ts';
import { firstLanguage, loadWords, WordsProvider } from './language/words.tsx';
import { keepOffline } from './offline/keep.ts';
import { keepSending } from './offline/queue/use-queue.ts';
import { router } from './routes.tsx';
import { applyTaste } from './shell/taste.ts';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal is an answer: only a line that was not there is tried again.
      retry: (count, fault) => fault instanceof Problem && fault.status === 0 && count < 2,
    },
  },
});

function App({ first }: { first: { language: string; instance: i18n } }): ReactNode {
  const [words, setWords] = useState(first);
  const choose = useCallback(
    async (language: string) => setWords({ language, instance: await loadWords(language) }),
    [],
  );
  return (
    <WordsProvider {...words} onChoose={choose}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </WordsProvider>
  );
}

async function begin(): Promise<void> {
  applyTaste();
  const language = firstLanguage();
  const instance = await loadWords(language);
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <App first={{ language, instance }} />
    </StrictMode>,
  );
  keepSending();
  await keepOffline();
}

void begin();
