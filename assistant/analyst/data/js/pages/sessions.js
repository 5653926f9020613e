/** Sessions, newest first; one opened is its whole conversation. */

import { el } from '../../shared/dom.js';
import { moment, named, short } from '../format.js';
import { pager } from '../turn_rows.js';
import { table } from '../table.js';
import { conversation } from '../conversation.js';

export default {
  about: 'One row a conversation; open one to read it turn by turn.',
  panels(context) {
    const { filters, params } = context;
    const open = params.get('open');
    if (open) {
      return [{ id: 'session', title: `Session ${open}`, wide: true, height: 600,
        ask: [`/sessions/${encodeURIComponent(open)}`, { day: params.get('day') }],
        tools: [el('a', { class: 'quiet', href: context.hrefWith({ open: null, day: null, turn: null }), text: 'All sessions' })],
        empty: (answer) => !(answer.turns?.length || answer.events?.length),
        draw: (answer) => conversation(answer, context) }];
    }
    return [{ id: 'sessions', title: 'Sessions', wide: true, height: 500, csv: ['/sessions', filters],
      ask: ['/sessions', { ...filters, limit: 50, after: params.get('after') }],
      empty: (answer) => answer.rows.length === 0,
      draw: (answer) => [table(answer, { caption: 'Sessions', hide: ['day', 'ended_at'], titles: { session_id: 'Session', started_at: 'Began (UTC)', zero_results: 'Nothing found', carts: 'Into the cart', cost_usd: 'Cost' }, cells: {
        session_id: (value, row) => el('a', { href: context.hrefTo('sessions', { open: value, day: row.day }), 'data-testid': 'session-link', text: shortId(value) }),
        started_at: (value) => moment(value),
        intent: (value) => named(value),
        category: (value) => value ?? '–',
        door: (value) => value ?? '–',
        cost_usd: (value) => short(value, 'usd'),
        abandoned: (value) => (value === null ? '–' : named(value)),
      } }), pager(answer, context)] }];
  },
};

function shortId(id) {
  return String(id).length > 14 ? `${String(id).slice(0, 12)}…` : String(id);
}
