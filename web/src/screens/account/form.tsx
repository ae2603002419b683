// A form that calls the node: shows what is wrong, and that it is under way, and keeps what was typed.
import { type FormEvent, type ReactNode, useState } from 'react';
import type { IconName } from '../../design/icon.tsx';
import { Button, type ButtonKind } from '../../design/parts/button.tsx';
import { Busy } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { type DraftState, OtherTab } from '../../offline/other-tab.tsx';

/** `draft`: where what is typed is kept; absent where nothing is typed but secrets. */
export function CallForm(props: {
  onSend: () => Promise<void>;
  button: string;
  icon?: IconName;
  danger?: boolean;
  /** How the button looks; danger has its own. */
  kind?: ButtonKind;
  draft?: DraftState;
  children?: ReactNode;
}): ReactNode {
  const { onSend, button, icon, draft, children } = props;
  const kind = props.danger ? 'danger' : props.kind;
  const [fault, setFault] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setFault(undefined);
    await onSend().catch(setFault);
    setBusy(false);
  };
  if (draft?.isReady === false) return <Busy />;
  return (
    <form className="stack" onSubmit={(event) => void send(event)}>
      {draft && <OtherTab draft={draft} />}
      {children}
      {fault !== undefined && <Trouble fault={fault} />}
      <div>
        <Button type="submit" disabled={isBusy} {...(icon && { icon })} {...(kind && { kind })}>
          {button}
        </Button>
      </div>
    </form>
  );
}
