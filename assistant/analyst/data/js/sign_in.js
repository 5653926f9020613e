/** Signing in: the key, or the token that `aisle serve` prints, kept for this tab only. */

import { byId, el, fill } from '../shared/dom.js';

/**
 * Ask for a key until one is accepted.
 * @param {(token: string) => Promise<string|null>} tried Gives what is wrong with a key, or null.
 * @param {string|null} told Why it is asked for again.
 * @returns {Promise<string>} The key.
 */
export function askForKey(tried, told = null) {
  const box = byId('sign-in');
  const input = el('input', { id: 'key', name: 'key', type: 'password', autocomplete: 'current-password', required: true, spellcheck: 'false', 'data-testid': 'key' });
  const trouble = el('p', { class: 'trouble', role: 'alert', 'data-testid': 'sign-in-trouble', text: told ?? '' });
  trouble.hidden = !told;
  const button = el('button', { type: 'submit', class: 'firm', 'data-testid': 'sign-in-button', text: 'Sign in' });
  const form = el('form', { class: 'box-body', method: 'dialog' },
    el('h2', { id: 'sign-in-title', text: 'Sign in' }),
    el('p', { text: 'Enter a key with the scope “logs”, or the token that aisle serve printed. It is kept for this tab only.' }),
    el('label', { for: 'key', text: 'Key or token' }), input, trouble, button);
  fill(box, form);
  if (!box.open) box.showModal();
  box.addEventListener('cancel', (event) => event.preventDefault());
  return new Promise((resolve) => {
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const key = input.value.trim();
      if (!key) return;
      button.disabled = true;
      const wrong = /^[\x21-\x7e]+$/.test(key) ? await tried(key) : 'A key has no spaces and no letters beyond English.';
      button.disabled = false;
      if (wrong === null) {
        box.close();
        resolve(key);
        return;
      }
      trouble.textContent = wrong;
      trouble.hidden = false;
      input.select();
      input.focus();
    });
  });
}
