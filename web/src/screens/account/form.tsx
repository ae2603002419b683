// A form that calls the node: shows what is wrong, and that it is under way, and keeps what was typed.
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import type { IconName } from '../../design/icon.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';

export function CallForm(props: {
  onSend: () => Promise<void>;
  button: string;
  icon?: IconName;
  danger?: boolean;
  children?: ReactNode;
}): ReactNode {
  const { onSend, button, icon, danger, children } = props;
  const [fault, setFault] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setFault(undefined);
    await onSend().catch(setFault);
    setBusy(false);
  };
  return (
    <form className="stack" onSubmit={(event) => void send(event)}>
      {children}
      {fault !== undefined && <Trouble fault={fault} />}
      <div>
        <Button type="submit" disabled={isBusy} {...(icon && { icon })} {...(danger && { kind: 'danger' })}>
          {button}
        </Button>
      </div>
    </form>
  );
}
