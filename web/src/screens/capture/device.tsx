// Who signs: this device with a key of its own, or the node in the party's name. Which of the two is said plainly.
import { useQueryClient, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { TextField } from '../../design/parts/field.tsx';
import { Badge, Panel } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { canHoldKey, deviceKeyOf, enrolDevice } from '../../offline/device-key.ts';
import { useDraft } from '../../offline/draft.ts';
import { OtherTab } from '../../offline/other-tab.tsx';
import { useOnline } from '../../offline/offline-word.tsx';

export function Device({ party }: { party: string }): ReactNode {
  const { t } = useWords();
  const { data } = useQuery({
    queryKey: ['device', party],
    queryFn: async () => ({ key: (await deviceKeyOf(party)) ?? null, isAble: await canHoldKey() }),
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data === undefined) return null;
  const { key, isAble } = data;
  return (
    <Panel title={t('capture.device')} aside={key?.isEnrolled && <Badge tone="good">{key.label}</Badge>}>
      {key?.isEnrolled ? (
        <p>{t('capture.deviceSigns')}</p>
      ) : (
        <div className="stack">
          <p>{isAble ? t('capture.deviceCould') : t('capture.deviceCannot')}</p>
          {isAble && <Enrol party={party} />}
        </div>
      )}
    </Panel>
  );
}

function Enrol({ party }: { party: string }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const isOnline = useOnline();
  const draft = useDraft(`device:${party}`, '');
  const label = draft.value;
  const [fault, setFault] = useState<unknown>();
  const enrol = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setFault(undefined);
    await draft.send(({ key }) => enrolDevice(party, label.trim(), key)).catch(setFault);
    await client.invalidateQueries({ queryKey: ['device', party] });
  };
  return (
    <form className="stack" onSubmit={(event) => void enrol(event)}>
      <OtherTab draft={draft} />
      <TextField
        label={t('capture.deviceName')}
        hint={t('capture.deviceNameHint')}
        required
        maxLength={100}
        value={label}
        onChange={(event) => draft.set(event.target.value)}
      />
      {fault !== undefined && <Trouble fault={fault} />}
      <div className="row">
        <Button type="submit" icon="key" kind="second" disabled={!isOnline || label.trim() === ''}>
          {t('capture.deviceEnrol')}
        </Button>
        {!isOnline && <span className="quiet">{t('capture.deviceNeedsLine')}</span>}
      </div>
    </form>
  );
}
