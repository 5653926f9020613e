/** Views that were saved by a name. */

import { el } from '../../shared/dom.js';
import { moment } from '../format.js';

export default {
  about: '“Save view” above keeps the page, dates, filters and order of where you are.',
  undated: true,
  panels: (context) => [{ id: 'views', title: 'Saved views', wide: true, height: 200, ask: ['/views', {}], empty: () => false, draw: (answer) => list(answer.views ?? [], context) }],
};

function list(views, context) {
  if (!views.length) return el('p', { class: 'empty', text: 'None is saved yet.' });
  return el('ul', { class: 'views', 'data-testid': 'views-list' }, ...views.map((view) => {
    const own = /^\/analyst($|[/?])/.test(view.url);
    const button = el('button', { type: 'button', class: 'quiet', 'aria-label': `Delete ${view.name}`, 'data-testid': 'delete-view', text: 'Delete' });
    button.addEventListener('click', async () => {
      button.disabled = true;
      try {
        await context.ask.change('DELETE', `/views/${encodeURIComponent(view.name)}`);
        context.again();
      } catch (error) {
        context.announce(error.message, true);
        button.disabled = false;
      }
    });
    return el('li', {}, own ? el('a', { href: view.url, text: view.name }) : el('span', { text: view.name }), el('span', { class: 'small-print', text: view.saved_at ? ` saved ${moment(view.saved_at)}` : '' }), button);
  }));
}
