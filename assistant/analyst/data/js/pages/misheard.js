/** What the recogniser mishears, and one click that teaches it a word. */

import { el } from '../../shared/dom.js';
import { table } from '../table.js';
import { records } from '../answers.js';

export default {
  about: 'Words that were heard as others. A word in the vocabulary is expected by the recogniser; sessions that run use it at once.',
  panels(context) {
    const { filters, place } = context;
    return [
      { id: 'misheard', title: 'Misheard terms', wide: true, height: 480, csv: ['/misheard', filters], ask: ['/misheard', { ...filters, limit: 100 }],
        empty: (answer) => answer.rows.length === 0,
        draw: (answer) => {
          const withButton = { ...answer, columns: [...answer.columns, { name: 'teach', title: 'Vocabulary', unit: 'text' }], rows: answer.rows.map((row) => [...row, null]) };
          return table(withButton, { id: 'misheard', place, caption: 'Misheard terms', hide: ['in_vocabulary'], cells: {
            teach: (_, row) => teach(row, context),
            heard: (value, row) => el('a', { href: context.hrefTo('turns', { q: value }), text: String(value ?? '') }) } });
        } },
      { id: 'terms', title: 'Added by this shop', wide: true, height: 120, ask: ['/hearing-terms', {}], empty: () => false,
        draw: (answer) => [addForm(context), termList(answer, context)] },
    ];
  },
};

function termOf(row) {
  return row.understood ?? row.term ?? row.suggestion ?? row.meant ?? row.word;
}

function teach(row, context) {
  const known = row.in_vocabulary ?? row.known ?? row.is_known;
  if (known) return el('span', { class: 'mark', text: 'in the vocabulary' });
  const term = termOf(row);
  if (!term) return '–';
  const button = el('button', { type: 'button', class: 'plain small', 'data-testid': 'teach', 'data-term': term, 'aria-label': `Add ${term} to the vocabulary` }, 'Add');
  button.addEventListener('click', () => add(term, button, context));
  return button;
}

/** Only what changed is drawn anew: whoever works down the table by keyboard stays in it. */
async function add(term, button, context) {
  button.disabled = true;
  try {
    await context.ask.change('POST', '/hearing-terms', { term });
    context.announce(`${term} is in the vocabulary now.`);
    const buttons = [...document.querySelectorAll('[data-testid=teach]')];
    const at = buttons.indexOf(button);
    const next = buttons.slice(at + 1).find((each) => each.dataset.term !== term);
    const told = buttons.filter((each) => each.dataset.term === term).map((each) => {
      const known = el('span', { class: 'mark', tabindex: '-1', text: 'in the vocabulary' });
      each.replaceWith(known);
      return known;
    });
    if (at >= 0) (next ?? told[0]).focus();
    await context.reload('terms');
    if (at < 0) document.getElementById('term')?.focus();
  } catch (error) {
    context.announce(error.message, true);
    button.disabled = false;
  }
}

function addForm(context) {
  const input = el('input', { id: 'term', maxlength: '80', autocomplete: 'off', required: true, 'data-testid': 'term' });
  const button = el('button', { type: 'submit', class: 'plain', text: 'Add' });
  const form = el('form', { class: 'words' }, el('label', { class: 'field inline' }, el('span', { text: 'Another term' }), input), button);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (input.value.trim()) add(input.value.trim(), button, context);
  });
  return form;
}

function termList(answer, context) {
  const rows = Array.isArray(answer.terms) ? answer.terms : answer.rows ? records(answer) : answer.data ?? [];
  const terms = rows.map((each) => (typeof each === 'string' ? each : each.term));
  if (!terms.length) return el('p', { class: 'small-print', text: 'None yet.' });
  return el('ul', { class: 'chips', 'data-testid': 'hearing-terms' }, ...terms.map((term) => {
    const button = el('button', { type: 'button', class: 'chip', 'aria-label': `Take ${term} out of the vocabulary` }, term, el('span', { 'aria-hidden': 'true', text: ' ×' }));
    button.addEventListener('click', async () => {
      button.disabled = true;
      try {
        await context.ask.change('DELETE', `/hearing-terms/${encodeURIComponent(term)}`);
        context.announce(`${term} was taken out of the vocabulary.`);
        await Promise.all([context.reload('terms'), context.reload('misheard')]);
        document.getElementById('term')?.focus();
      } catch (error) {
        context.announce(error.message, true);
        button.disabled = false;
      }
    });
    return el('li', {}, button);
  }));
}
