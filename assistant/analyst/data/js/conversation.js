/** One session as it went: each turn with what was understood, shown, said, done, and how fast. */

import { el } from '../shared/dom.js';
import { full, moment, named, short } from './format.js';
import { inOrder } from './order.js';
import { mark } from './turn_rows.js';

const TIMES = { final_transcript_ms: 'transcript', products_ms: 'products', first_reply_text_ms: 'first words', first_audio_ms: 'first sound' };

/** Return the turns and events of a session in the order of time. */
export function conversation(answer, context) {
  const { turns = [], events = [], session } = answer;
  const wanted = context.params.get('turn');
  const list = el('ol', { class: 'story', 'data-testid': 'story' }, ...inOrder(turns, events).map(({ turn, event }) => (turn ? turnItem(turn, answer, wanted, context) : eventItem(event))));
  if (wanted) requestAnimationFrame(() => list.querySelector('.story-turn.wanted')?.scrollIntoView({ block: 'center' }));
  return [sums(session), list];
}

function sums(session) {
  if (!session) return null;
  const facts = [['Began', `${moment(session.started_at)} UTC`], ['Turns', full(session.turns, 'count')], ['Modality', named(session.modality)], ['Door', named(session.door)], ['Searches', full(session.searches, 'count')],
    ['Nothing found', full(session.zero_results, 'count')], ['Put into the cart', full(session.carts, 'count')], ['Orders', full(session.orders, 'count')], ['Cost', short(session.cost_usd, 'usd')], ['Abandoned', session.abandoned === null ? '–' : named(session.abandoned)]];
  return el('dl', { class: 'facts' }, ...facts.map(([title, value]) => el('div', {}, el('dt', { text: title }), el('dd', { text: value }))));
}

function turnItem(turn, answer, wanted, context) {
  const heard = turn.raw_transcript && turn.raw_transcript !== turn.user_query;
  const marks = [turn.intent ? mark(named(turn.intent), 'firm') : mark('nothing understood'), mark(named(turn.modality)), turn.tier ? mark(`${turn.tier}${turn.model && turn.model !== turn.tier ? ` ${turn.model}` : ''}`) : null,
    turn.zero_results ? mark('nothing found', 'warn') : null, turn.was_relaxed ? mark('relaxed', 'warn') : null, turn.reformulation ? mark(turn.reformulation) : null,
    turn.outcome && turn.outcome !== 'completed' ? mark(turn.outcome, 'warn') : null];
  const link = context.hrefWith({ turn: turn.query_id });
  return el('li', { class: `story-turn${turn.query_id === wanted ? ' wanted' : ''}`, 'data-turn': turn.query_id },
    el('p', { class: 'story-head' }, el('a', { href: link, text: turn.turn === null || turn.turn === undefined ? 'Not a turn' : `Turn ${turn.turn + 1}` }), ` · ${moment(turn.timestamp)} UTC `, ...marks),
    el('blockquote', { class: 'said-by shopper' }, el('p', { 'data-testid': 'said', text: turn.user_query || '(nothing)' }), heard ? el('p', { class: 'heard', text: `heard: ${turn.raw_transcript}` }) : null,
      typeof turn.asr_confidence === 'number' ? el('p', { class: 'heard', text: `confidence ${full(turn.asr_confidence)}` }) : null),
    wishes(turn), products(turn),
    turn.reply ? el('blockquote', { class: 'said-by shop' }, el('p', { text: turn.reply }), turn.heard ? el('p', { class: 'heard', text: `cut off after: ${turn.heard}` }) : null) : null,
    timings(turn), turn.audio ? player(turn, answer, context) : null);
}

function wishes(turn) {
  const list = Array.isArray(turn.constraints) ? turn.constraints : [];
  const relaxed = Array.isArray(turn.relaxed) ? turn.relaxed : [];
  if (!list.length && !relaxed.length) return null;
  return el('p', { class: 'wishes' }, ...list.map((each) => mark(`${each.wanted === false ? 'not ' : ''}${named(each.kind)}: ${valueText(each.value)}${each.hard === false ? ' (soft)' : ''}`)),
    ...relaxed.map((each) => mark(`let go: ${named(each.field)} ${valueText(each.value)}`, 'warn')));
}

function valueText(value) {
  if (value === null || typeof value !== 'object') return String(value ?? '');
  const { low, high } = value;
  if (low && high) return `${low} to ${high}`;
  return high ? `up to ${high}` : low ? `from ${low}` : JSON.stringify(value);
}

function products(turn) {
  const titles = Array.isArray(turn.titles) ? turn.titles : [];
  const ids = Array.isArray(turn.query_response_hit_ids) ? turn.query_response_hit_ids : [];
  const spoken = new Set(Array.isArray(turn.spoken_ids) ? turn.spoken_ids : []);
  const count = Math.max(titles.length, ids.length);
  if (!count) return null;
  return el('details', { class: 'shown' }, el('summary', { text: `${count} shown${spoken.size ? `, ${spoken.size} spoken of` : ''}` }),
    el('ol', {}, ...Array.from({ length: count }, (_, at) => el('li', {}, titles[at] ?? ids[at], spoken.has(ids[at]) ? mark('spoken of') : null))));
}

function timings(turn) {
  const told = Object.entries(TIMES).filter(([name]) => typeof turn[name] === 'number').map(([name, title]) => `${title} ${full(Math.round(turn[name]), 'ms')}`);
  const cost = typeof turn.cost_usd === 'number' ? `cost ${short(turn.cost_usd, 'usd')}` : null;
  const text = [...told, cost].filter(Boolean).join(' · ');
  return text ? el('p', { class: 'timings', text }) : null;
}

/** The recording comes with the key, so it is fetched and then played, never an address of its own. */
function player(turn, answer, context) {
  const id = answer.id ?? turn.session_id;
  const place = el('p', { class: 'audio' });
  const button = el('button', { type: 'button', class: 'plain', 'data-testid': 'play', text: 'Play the recording' });
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const { blob } = await context.ask.file(`/sessions/${encodeURIComponent(id)}/audio/${encodeURIComponent(turn.turn ?? turn.query_id)}`, {}, context.signal);
      const sound = el('audio', { controls: true, 'aria-label': 'Recording of this turn' });
      sound.src = URL.createObjectURL(blob);
      place.replaceChildren(sound);
      sound.focus();
      sound.play().catch(() => {});
    } catch (error) {
      if (!context.signal.aborted) context.announce(error.message, true);
      button.disabled = false;
    }
  });
  place.append(button);
  return place;
}

function eventItem(event) {
  const what = [named(event.action_name), event.title ?? event.object_id, event.ordinal ? `place ${event.ordinal}` : null, typeof event.value === 'number' ? `${event.value} ${event.currency ?? ''}` : null].filter(Boolean).join(' · ');
  return el('li', { class: 'story-event' }, el('span', { class: 'story-when', text: moment(event.timestamp) }), ` ${what}`);
}
