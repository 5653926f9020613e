/** Turns, newest first, found by words and by what came of them. */

import { el } from '../../shared/dom.js';
import { choice } from './intents.js';
import { turnsPanel } from '../turn_rows.js';

const FLAGS = ['q', 'zero_results', 'was_relaxed', 'outcome', 'reformulation', 'cluster'];
const ANY = ['', 'Any'];

export default {
  about: 'What was said and what came of it. Texts went through redaction before they were written.',
  panels(context) {
    const { params } = context;
    const more = Object.fromEntries(FLAGS.filter((name) => params.get(name)).map((name) => [name, params.get(name)]));
    const pick = (name, title, options) => choice(name, title, [ANY, ...options], params.get(name) ?? '', { ...context, hrefWith: (changes) => context.hrefWith({ [name]: changes[name] || null, after: null }) });
    const form = el('section', { class: 'panel wide search', 'aria-label': 'Search' }, words(context),
      pick('zero_results', 'Found', [['true', 'nothing'], ['false', 'something']]),
      pick('was_relaxed', 'Wishes', [['true', 'relaxed'], ['false', 'all met']]),
      pick('outcome', 'Outcome', [['completed', 'completed'], ['interrupted', 'interrupted'], ['failed', 'failed']]),
      pick('reformulation', 'Reformulation', ['repeated', 'narrowed', 'broadened', 'corrected', 'replaced'].map((each) => [each, each])),
      params.get('cluster') ? el('a', { class: 'chip', href: context.hrefWith({ cluster: null, after: null }), text: 'One cluster only ×' }) : null);
    return [form, turnsPanel(context, { id: 'turns', title: 'Turns', more, limit: 50 })];
  },
};

function words(context) {
  const input = el('input', { id: 'words', type: 'search', value: context.params.get('q') ?? '', maxlength: '200', placeholder: 'Words that were said', 'data-testid': 'words' });
  const form = el('form', { class: 'words', role: 'search' }, el('label', { class: 'field inline' }, el('span', { text: 'Words' }), input), el('button', { class: 'plain', type: 'submit', text: 'Find' }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    context.go(context.hrefWith({ q: input.value.trim() || null, after: null }));
  });
  return form;
}
