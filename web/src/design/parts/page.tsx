// The frame of a screen's own content: its one heading, what it is about, and what can be done from it.
import { type ReactNode, useEffect } from 'react';
import { useWords } from '../../language/words.tsx';
import type { IconName } from '../icon.tsx';
import { Icon } from '../icon.tsx';

export function Page(props: {
  icon?: IconName;
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { icon, title, lead, actions, children } = props;
  const { t } = useWords();
  useEffect(() => {
    document.title = t('shell.title', { page: title });
  }, [title, t]);
  return (
    <div className="page stack">
      <header className="page-head">
        <div className="row apart">
          <h1>
            {icon && <Icon name={icon} />} {title}
          </h1>
          {actions !== undefined && <div className="row no-print">{actions}</div>}
        </div>
        {lead !== undefined && <p className="page-lead quiet">{lead}</p>}
      </header>
      {children}
    </div>
  );
}
