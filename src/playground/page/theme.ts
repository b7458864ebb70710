/** Light, dark, or what the machine prefers; remembered in this browser. */
export type Theme = 'light' | 'dark' | 'system';

const key = 'workspace-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

export const theme = (): Theme => {
  const kept = localStorage.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
};

const show = (): void => {
  const chosen = theme();
  const isDark = chosen === 'dark' || (chosen === 'system' && dark.matches);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
};

export const setTheme = (chosen: Theme): void => {
  localStorage.setItem(key, chosen);
  show();
};

export const isDarkNow = (): boolean => document.documentElement.dataset['theme'] === 'dark';

export const startTheme = (): void => {
  show();
  dark.addEventListener('change', show);
};
