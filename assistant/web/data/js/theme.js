/** Light, dark, or as the system: kept between visits. */

import { kept, keep } from './keys.js';

const THEMES = ['auto', 'light', 'dark'];
const NAMES = { auto: 'as the system', light: 'light', dark: 'dark' };
const KEY = 'aisle.theme';

/** Take the theme of the last visit, and let `button` change it. */
export function watchTheme(button) {
  let theme = kept(localStorage, KEY);
  if (!THEMES.includes(theme)) theme = 'auto';
  const show = () => {
    document.documentElement.dataset.theme = theme;
    button.setAttribute('aria-label', `Colors: ${NAMES[theme]}. Change`);
    button.title = `Colors: ${NAMES[theme]}`;
  };
  show();
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    keep(localStorage, KEY, theme);
    show();
  });
}
