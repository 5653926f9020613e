/** One question and its answer on the page: skeleton, answer, nothing found, trouble with retry. */

import { el, fill } from '../shared/dom.js';
import { AskError, save } from './ask.js';
import { isEmpty } from './answers.js';
import { day, full, many } from './format.js';
import { hrefWith } from './place.js';

/** What is still being made is asked for again: after 2, 4, 8 ... seconds. */
const AGAIN_MS = 2000;
const MOST_AGAIN = 6;

/**
 * Return a panel that asks at once.
 * @param {Object} spec
 *   `id`, `title`, `about`; `ask`: [path, values] or null; `draw(answer)` gives what is shown;
 *   `height` in px that it will take; `wide`; `csv`: [path, values, file name], or true for the question
 *   itself, of all rows in either case; `empty(answer)` whether there is nothing; `tools`: nodes beside the title.
 * @param {Object} context of the page.
 */
export function panel(spec, context) {
  const heading = `${spec.id}-title`;
  const body = el('div', { class: 'panel-body' });
  const foot = el('p', { class: 'took', 'data-testid': 'took' });
  const tools = el('div', { class: 'panel-tools' }, ...(spec.tools ?? []), csvButton(spec, context));
  const whole = el('section', { class: `panel${spec.wide ? ' wide' : ''}${spec.narrow ? ' narrow' : ''}`, id: spec.id, 'aria-labelledby': heading, 'data-testid': spec.id },
    el('div', { class: 'panel-head' }, el('h2', { id: heading, text: spec.title }), tools),
    spec.about ? el('p', { class: 'panel-about', text: spec.about }) : null, body, foot);
  body.style.minHeight = `${spec.height ?? 120}px`;
  let again = 0;
  const load = async (isQuiet = false) => {
    whole.setAttribute('aria-busy', 'true');
    if (!again && !isQuiet) fill(body, skeleton());
    try {
      const answer = spec.ask ? await asked(spec.ask, context) : null;
      if (context.signal.aborted) return;
      body.style.minHeight = '';
      const isBuilding = Boolean(answer?.building) && isCovered(context);
      fill(body, ...[nothing(spec, answer) ? (isBuilding ? null : emptyNotice(context)) : spec.draw(answer), ...notes(answer, isBuilding)].flat());
      if (isBuilding && again < MOST_AGAIN) setTimeout(() => context.signal.aborted || load(), AGAIN_MS * 2 ** again++);
      if (answer?.fresh_at) context.fresh(answer.fresh_at);
      foot.textContent = typeof answer?.took_ms === 'number' ? `${full(Math.round(answer.took_ms), 'ms')}` : '';
      whole.dataset.state = 'ready';
    } catch (error) {
      if (context.signal.aborted) return;
      body.style.minHeight = '';
      whole.dataset.state = 'failed';
      if (error instanceof AskError && error.status === 401) return context.signIn(error.message);
      fill(body, trouble(error, () => load()));
      if (!(error instanceof AskError)) console.error(error);
    } finally {
      if (!context.signal.aborted) whole.removeAttribute('aria-busy');
    }
  };
  context.reloads.set(spec.id, () => load(true));
  context.pending.push(load());
  return whole;
}

/** Several questions at once: `ask` is {name: [path, values]}, and so is the answer. */
async function asked(ask, context) {
  if (Array.isArray(ask)) return context.ask.get(ask[0], ask[1], context.signal);
  const names = Object.keys(ask);
  const answers = await Promise.all(names.map((name) => context.ask.get(ask[name][0], ask[name][1], context.signal)));
  const all = Object.fromEntries(names.map((name, at) => [name, answers[at]]));
  const took = answers.map((answer) => answer.took_ms).filter((ms) => typeof ms === 'number');
  return Object.assign(all, { took_ms: took.length ? Math.max(...took) : null, fresh_at: answers.find((each) => each.fresh_at)?.fresh_at });
}

/** What the server says of its answer: what it could not keep to, what is not done yet. */
function notes(answer, isBuilding) {
  const told = [...(Array.isArray(answer?.notes) ? answer.notes : [])];
  if (isBuilding) told.push(answer.days_missing ? `${full(answer.days_missing, 'count')} of ${many(answer.days, 'day')} are still being grouped and are missing here; this fills in by itself.` : 'What changed last is still being grouped; this fills in by itself.');
  return told.map((text) => el('p', { class: 'small-print', text }));
}

function nothing(spec, answer) {
  if (spec.empty) return spec.empty(answer);
  return Array.isArray(answer?.rows) && isEmpty(answer);
}

/** Whether anything was logged in the dates at all. */
function isCovered({ range, segments }) {
  return Boolean(segments?.first && range) && !(range.to < segments.first || range.from > segments.last);
}

/** Say that there is nothing, and where there is something. */
export function emptyNotice(context) {
  const { first, last } = context.segments ?? {};
  if (!first) return el('p', { class: 'empty', 'data-testid': 'empty', text: 'Nothing was logged yet.' });
  const inside = isCovered(context);
  const told = inside ? 'Nothing in these dates with these filters.' : 'Nothing was logged in these dates.';
  const chosen = [...context.place.params.keys()].some((name) => context.filterNames.includes(name));
  return el('p', { class: 'empty', 'data-testid': 'empty' }, `${told} `,
    inside && chosen
      ? el('a', { href: hrefWith(context.place, Object.fromEntries(context.filterNames.map((name) => [name, null]))), text: 'Take the filters away' })
      : el('a', { href: hrefWith(context.place, { from: first, to: last }), 'data-testid': 'offer', text: `Show ${day(first, true)} to ${day(last, true)}` }), '.');
}

function trouble(error, again) {
  const message = error instanceof AskError ? error.message : 'This could not be shown; try again.';
  return el('p', { class: 'trouble', role: 'alert', 'data-testid': 'trouble' }, `${message} `,
    el('button', { type: 'button', class: 'plain', 'data-testid': 'retry', on: { click: again } }, 'Try again'));
}

function skeleton() {
  return el('div', { class: 'skeleton', 'aria-hidden': 'true' }, el('span'), el('span'), el('span'));
}

function csvButton(spec, context) {
  if (!spec.csv) return null;
  const [path, values, name] = spec.csv === true ? spec.ask : spec.csv;
  const button = el('button', { type: 'button', class: 'quiet', 'data-testid': `${spec.id}-csv`, 'aria-label': `${spec.title} as CSV`, title: 'Of all rows, not only of those that are shown' }, 'CSV');
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const file = await context.ask.file(path, { ...values, limit: null, format: 'csv' });
      save(file.blob, file.name ?? name ?? `${spec.id}.csv`);
    } catch (error) {
      context.announce(error.message, true);
    } finally {
      button.disabled = false;
    }
  });
  return button;
}
