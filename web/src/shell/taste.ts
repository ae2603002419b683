// How somebody likes it on this device: theme and density. Kept here and nowhere else.
export const themes = ['system', 'light', 'dark'] as const;
export const densities = ['roomy', 'compact'] as const;

export interface Taste {
  readonly theme: (typeof themes)[number];
  readonly density: (typeof densities)[number];
}

const kept = 'selvedge-taste';

export function tasteKept(): Taste {
  const said = JSON.parse(localStorage.getItem(kept) ?? '{}') as Partial<Taste>;
  return {
    theme: themes.find((theme) => theme === said.theme) ?? 'system',
    density: densities.find((density) => density === said.density) ?? 'roomy',
  };
}

export function keepTaste(taste: Taste): void {
  localStorage.setItem(kept, JSON.stringify(taste));
  applyTaste();
}

export function applyTaste(): void {
  const { theme, density } = tasteKept();
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  dataset['density'] = density;
}
