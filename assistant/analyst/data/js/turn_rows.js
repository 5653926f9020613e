/** Turns in rows: what was said, always as text; each leads to its conversation. */

import { el } from '../shared/dom.js';
import { dayAfter, moment, named } from './format.js';
import { table } from './table.js';

const HIDDEN = ['query_id', 'session_id', 'day', 'turn', 'raw_transcript', 'reply', 'zero_results', 'was_relaxed', 'audio', 'tier'];
const PAGE = 25;

/** Return the address of a turn in its conversation, which may have begun before midnight. */
export function turnHref(context, row) {
  return context.hrefTo('sessions', { open: row.session_id, day: row.day ? dayAfter(row.day, -1) : null, turn: row.query_id ?? null });
}

/** Return the panel of turns that the page's filters leave. */
export function turnsPanel(context, { id, title, more = {}, limit = PAGE }) {
  const { filters, params } = context;
  const ask = ['/turns', { ...filters, ...more, limit, after: params.get('after') }];
  return { id, title, wide: true, height: 500, ask, csv: ['/turns', { ...filters, ...more }],
    empty: (answer) => answer.rows.length === 0,
    draw: (answer) => [turnTable(answer, context, title), pager(answer, context)] };
}

/** Return a table of turns. */
export function turnTable(answer, context, caption = 'Turns') {
  return table(answer, { caption, hide: HIDDEN, titles: { user_query: 'What was understood', timestamp: 'When (UTC)' }, cells: {
    timestamp: (value, row) => el('a', { class: 'when', href: turnHref(context, row), text: moment(value) }),
    user_query: (value, row) => said(row, context),
    intent: (value) => named(value),
    shown: (value, row) => el('span', {}, value === null ? '–' : String(value), row.zero_results ? mark('nothing found') : null, row.was_relaxed ? mark('relaxed') : null),
    reformulation: (value) => value ?? '–',
    category: (value) => value ?? '–',
  } });
}

/** Return what was understood, with what was heard where that differs. */
export function said(row, context) {
  const text = row.user_query || '(nothing)';
  const heard = row.raw_transcript && row.raw_transcript !== row.user_query ? el('span', { class: 'heard', text: `heard: ${row.raw_transcript}` }) : null;
  const link = el('a', { href: turnHref(context, row), class: 'said', 'data-testid': 'turn-link', text });
  return el('span', { class: 'said-cell' }, link, heard, row.reply ? el('span', { class: 'replied', text: row.reply }) : null);
}

/** Return a small mark in words. */
export function mark(text, kind = '') {
  return el('span', { class: `mark ${kind}`.trim(), text });
}

/** Return links to the next page of a list and back to its first. */
export function pager(answer, context) {
  const at = context.params.get('after');
  if (!answer.next && !at) return null;
  return el('p', { class: 'pager' }, at ? el('a', { class: 'plain', href: context.hrefWith({ after: null }), text: 'Newest' }) : null,
    answer.next ? el('a', { class: 'plain', href: context.hrefWith({ after: answer.next }), 'data-testid': 'next', text: 'Older' }) : null);
}
