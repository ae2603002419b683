// The most that somebody is shown: as in the API, nobody gives more than they have themselves.
import type { ReactNode } from 'react';
import type { Level, PersonRole } from '../../api/me.ts';
import { Choices } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';

const levels: readonly Level[] = ['country', 'region', 'site', 'full'];

/** What the node gives where nothing is said. */
export function usualLevel(role: PersonRole, own: Level): Level {
  return role === 'operator' || role === 'reader' ? own : 'country';
}

export function LevelChoice(props: {
  own: Level;
  chosen: Level;
  onChoose: (level: Level) => void;
}): ReactNode {
  const { t } = useWords();
  const offered = levels.slice(0, levels.indexOf(props.own) + 1);
  return (
    <Choices
      legend={t('people.level')}
      options={offered.map((value) => ({
        value,
        text: t(`people.level.${value}`),
        more: t(`people.levelMore.${value}`),
      }))}
      chosen={[props.chosen]}
      onChoose={([value]) => props.onChoose(value as Level)}
    />
  );
}
