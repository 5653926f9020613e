/** Saving where one is under a name. */

import { byId, el, fill } from '../shared/dom.js';
import { ROOT } from './place.js';

/** Open the dialog that saves the address under a name. */
export function nameView(ask, announce) {
  const box = byId('naming');
  const input = el('input', { id: 'view-name', maxlength: '80', required: true, autocomplete: 'off', value: '', 'data-testid': 'view-name' });
  const trouble = el('p', { class: 'trouble', role: 'alert', hidden: true });
  const form = el('form', { class: 'box-body' },
    el('h2', { id: 'naming-title', text: 'Save this view' }),
    el('p', { text: 'Page, dates, filters and order are kept under a name that every analyst of the shop sees.' }),
    el('label', { for: 'view-name', text: 'Name' }), input, trouble,
    el('div', { class: 'row' }, el('button', { type: 'submit', class: 'firm', 'data-testid': 'view-save', text: 'Save' }),
      el('button', { type: 'button', class: 'plain', text: 'Cancel', on: { click: () => box.close() } })));
  fill(box, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const name = input.value.replaceAll('/', ' ').trim();
    if (!name) return;
    try {
      const url = location.pathname.replace(/\/$/, '') + location.search;
      await ask.change('PUT', `/views/${encodeURIComponent(name)}`, { url: url || ROOT });
      box.close();
      announce(`Saved as ${name}.`);
    } catch (error) {
      trouble.textContent = error.message;
      trouble.hidden = false;
    }
  });
  box.showModal();
}
