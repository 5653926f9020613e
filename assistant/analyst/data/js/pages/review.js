/** Turns that people look at: sample some, agree or disagree, send one to the evals. */

import { el } from '../../shared/dom.js';
import { choice } from './intents.js';
import { full, many, moment, named } from '../format.js';
import { mark, turnHref } from '../turn_rows.js';

const WHY = [['random', 'by chance'], ['unsure', 'heard unsurely'], ['unclear', 'not understood'], ['nothing_found', 'nothing found'], ['interrupted', 'interrupted'], ['failed', 'failed']];
const ACTS = 'find refine compare ask_product price_or_stock select cart save gift bundle inspire order_or_policy smalltalk confirm deny repeat stop out_of_scope unclear asr_failure'.split(' ');
/** So many products are shown without opening a list. */
const OPEN_TITLES = 6;
const SHOWN = [['', 'All'], ['false', 'Waiting'], ['true', 'Labelled']];

export default {
  about: 'Was the turn understood and answered as it should be? What is labelled can become a scenario of the evals.',
  panels(context) {
    const { params } = context;
    const labelled = params.get('labelled');
    return [sampleForm(context),
      { id: 'queue', title: 'Queue', wide: true, height: 500, csv: ['/review', { labelled }], ask: ['/review', { labelled, limit: 50 }], empty: () => false,
        tools: [choice('labelled', 'Show', SHOWN, labelled ?? '', { ...context, hrefWith: (changes) => context.hrefWith({ labelled: changes.labelled || null }) })],
        draw: (answer) => queue(answer, context) }];
  },
};

function sampleForm(context) {
  const why = el('select', { id: 'why', 'data-testid': 'why' }, ...WHY.map(([value, text]) => el('option', { value, text })));
  const count = el('input', { id: 'sample-n', type: 'number', min: '1', max: '500', value: '20', required: true });
  const button = el('button', { type: 'submit', class: 'plain', 'data-testid': 'sample', text: 'Add to the queue' });
  const form = el('form', { class: 'words' }, el('label', { class: 'field inline' }, el('span', { text: 'Turns' }), count), el('label', { class: 'field inline' }, el('span', { text: 'chosen' }), why), button);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const values = new URLSearchParams(context.filters);
      const seed = Math.floor(Math.random() * 2 ** 31);
      const told = await context.ask.change('POST', `/review/sample?${values}`, { n: Number(count.value), why: why.value, seed });
      context.announce(told?.added ? `${told.added} turns were added.` : 'No further turn is like that.', !told?.added);
      context.again();
    } catch (error) {
      context.announce(error.message, true);
      button.disabled = false;
    }
  });
  return el('section', { class: 'panel wide search', 'aria-label': 'Sample turns' }, form, el('p', { class: 'small-print', text: 'From the dates and filters above.' }));
}

function queue(answer, context) {
  const { turns = [], counts = {} } = answer;
  const total = el('p', { class: 'small-print', 'data-testid': 'review-counts', text: countsText(counts) });
  if (!turns.length) return [total, el('p', { class: 'empty', text: 'The queue is empty: sample some turns above.' })];
  const recount = (before, after) => {
    for (const [verdict, step] of [[before, -1], [after, 1]]) counts[verdict ?? 'waiting'] = (counts[verdict ?? 'waiting'] ?? 0) + step;
    total.textContent = countsText(counts);
  };
  return [total, el('ol', { class: 'reviews' }, ...turns.map((review) => item(review, { ...context, recount })))];
}

function countsText({ waiting = 0, agree = 0, disagree = 0 }) {
  return `${full(waiting, 'count')} waiting, ${full(agree, 'count')} agreed, ${full(disagree, 'count')} disagreed.`;
}

function item(review, context) {
  const turn = review.of;
  const head = el('p', { class: 'story-head' }, el('a', { href: turnHref(context, { ...review, session_id: review.session_id }), text: 'Conversation' }), ` · ${turn ? moment(turn.timestamp) : review.day} `,
    turn?.intent ? mark(named(turn.intent), 'firm') : mark('nothing understood'), turn ? mark(turn.modality) : null, mark(WHY.find(([value]) => value === review.why)?.[1] ?? named(review.why)),
    review.verdict ? mark(`${review.verdict}d`, review.verdict === 'agree' ? 'good' : 'warn') : null);
  if (!turn) return el('li', { class: 'review' }, head, el('p', { class: 'small-print', text: 'Its words have expired.' }));
  const own = el('li', { class: 'review', 'data-testid': 'review' }, head, before(turn.before), exchange(turn), shownProducts(turn));
  own.append(labelForm(review, context, own));
  return own;
}

/** "What else do you have" says nothing without the turn before it. */
function before(turn) {
  if (!turn) return null;
  return el('div', { class: 'before', 'data-testid': 'before' }, el('p', { class: 'small-print', text: 'The turn before:' }), exchange(turn));
}

function exchange(turn) {
  const heard = turn.raw_transcript && turn.raw_transcript !== turn.user_query ? el('p', { class: 'heard', text: `heard: ${turn.raw_transcript}` }) : null;
  return el('div', {}, el('blockquote', { class: 'said-by shopper' }, el('p', { text: turn.user_query || '(nothing)' }), heard),
    turn.reply ? el('blockquote', { class: 'said-by shop' }, el('p', { text: turn.reply })) : null);
}

function shownProducts(turn) {
  const titles = Array.isArray(turn.titles) ? turn.titles : [];
  if (!titles.length) return el('p', { class: 'small-print', text: 'No product was on the screen.' });
  return el('details', { class: 'shown', 'data-testid': 'titles', open: titles.length <= OPEN_TITLES }, el('summary', { text: `${many(titles.length, 'product')} on the screen` }), el('ol', {}, ...titles.map((title) => el('li', { text: title }))));
}

function labelForm(review, context, own) {
  const id = review.query_id;
  const intent = el('select', { 'aria-label': 'Intent that it really was' }, el('option', { value: '', text: 'Intent as it is' }), ...ACTS.map((act) => el('option', { value: act, selected: act === review.intent, text: named(act) })));
  const note = el('input', { 'aria-label': 'Note', placeholder: 'Note', maxlength: '1000', value: review.note ?? '' });
  const send = async (verdict, button) => {
    button.disabled = true;
    try {
      const label = { verdict, intent: verdict === 'disagree' ? intent.value || null : null, note: note.value.trim() || null };
      const kept = await context.ask.change('POST', `/review/${encodeURIComponent(id)}`, label);
      context.announce(`Labelled: ${verdict}.`);
      context.recount(review.verdict, verdict);
      const next = nextWaiting(own);
      const changed = item({ ...review, ...label, ...kept }, context);
      own.replaceWith(changed);
      (next ?? changed.querySelector(`[data-testid=${verdict}]`)).focus();
    } catch (error) {
      context.announce(error.message, true);
      button.disabled = false;
      button.focus();
    }
  };
  const button = (text, verdict) => {
    const one = el('button', { type: 'button', class: 'plain', 'aria-pressed': review.verdict === verdict ? 'true' : 'false', 'data-testid': verdict, text });
    one.addEventListener('click', () => send(verdict, one));
    return one;
  };
  return el('div', { class: 'row label-form' }, button('Agree', 'agree'), intent, note, button('Disagree', 'disagree'), review.verdict ? scenario(review, context, own) : null);
}

/** Return "Agree" of the next turn that nobody labelled yet: whoever labels by keyboard goes on there. */
function nextWaiting(own) {
  for (let next = own.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.querySelector('[data-testid=agree]') && !next.querySelector('[aria-pressed=true]')) return next.querySelector('[data-testid=agree]');
  }
  return null;
}

function scenario(review, context, own) {
  if (review.scenario) return el('span', { class: 'mark good', text: `in the evals: ${review.scenario}` });
  const button = el('button', { type: 'button', class: 'plain', 'data-testid': 'scenario', text: 'Send to evals' });
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const told = await context.ask.change('POST', `/review/${encodeURIComponent(review.query_id)}/scenario`);
      context.announce('It is a scenario of the evals now.');
      const changed = item({ ...review, scenario: told?.scenario ?? 'sent' }, context);
      const next = nextWaiting(own);
      own.replaceWith(changed);
      (next ?? changed.querySelector('[data-testid=agree]')).focus();
    } catch (error) {
      context.announce(error.message, true);
      button.disabled = false;
      button.focus();
    }
  });
  return button;
}
