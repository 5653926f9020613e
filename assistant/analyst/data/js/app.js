/**
 * The analysts' pages: the address says what is shown, a page is a list of panels, each panel asks
 * one question of the API. Whatever is chosen changes the address and draws the page again.
 */

import { byId, el, fill, setText } from '../shared/dom.js';
import { keep, kept, takeToken } from '../shared/keys.js';
import { watchTheme } from '../shared/theme.js';
import { Ask, AskError } from './ask.js';
import { drawChosen, rangeText, segmentsOf } from './chosen.js';
import { lastWhole, setToday } from './days.js';
import { day, dayAfter, moment } from './format.js';
import { measuresOf } from './measures.js';
import { panel } from './panel.js';
import { FILTERS, ROOT, filtersOf, hrefTo, hrefWith, placeOf } from './place.js';
import { askForKey } from './sign_in.js';
import { nameView } from './naming.js';

const TOKEN = 'aisle.token';
/** As the API has it where nobody chose; four whole weeks. */
const DEFAULT_DAYS = 28;

/** Pages in the order of the menu: view, title, module. */
export const PAGES = [
  ['', 'Overview', 'overview'],
  ['intents', 'Intents', 'intents'],
  ['unmet', 'Unmet demand', 'unmet'],
  ['topics', 'Topics', 'topics'],
  ['funnel', 'Funnel', 'funnel'],
  ['voice', 'Voice against text', 'voice'],
  ['speed', 'Speed and cost', 'speed'],
  ['misheard', 'Misheard terms', 'misheard'],
  ['experiments', 'Experiments', 'experiments'],
  ['turns', 'Turns', 'turns'],
  ['sessions', 'Sessions', 'sessions'],
  ['review', 'Review', 'review'],
  ['views', 'Saved views', 'views'],
];

let ask = null;
let leaving = new AbortController();

/** Draw the page that the address means; what was asked for another is dropped. */
async function draw() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  document.body.dataset.state = 'asking';
  const place = placeOf(location);
  const [view, title, name] = PAGES.find(([each]) => each === place.view) ?? PAGES[0];
  menu(view, place);
  document.title = `${title} · Intent log`;
  setText(byId('title'), title);
  try {
    const [page, segments, measures] = await Promise.all([
      import(`./pages/${name}.js`),
      listed('/segments').then(segmentsOf),
      listed('/measures').then(measuresOf),
    ]);
    if (signal.aborted) return;
    show(page.default, { place, segments, measures, signal });
  } catch (error) {
    if (signal.aborted) return;
    document.body.dataset.state = 'failed';
    if (error instanceof AskError && error.status === 401) return signIn(error.message);
    if (!(error instanceof AskError)) console.error(error);
    const again = el('button', { type: 'button', class: 'plain', 'data-testid': 'retry', on: { click: draw } }, 'Try again');
    fill(byId('panels'), el('p', { class: 'trouble', role: 'alert', 'data-testid': 'trouble' }, `${error instanceof AskError ? error.message : 'This page could not be drawn.'} `, again));
  }
}

/** What every page lists; where the server cannot tell, pages still show what else they ask for. */
async function listed(path) {
  try {
    return await ask.once(path);
  } catch (error) {
    if (error instanceof AskError && error.status !== 401) return {};
    throw error;
  }
}

function show(page, { place, segments, measures, signal }) {
  setToday(segments.today);
  const to = place.params.get('to') ?? lastWhole(segments.first, segments.last);
  const from = place.params.get('from') ?? (to ? dayAfter(to, 1 - DEFAULT_DAYS) : null);
  const range = { from, to };
  const context = {
    ask, place, params: place.params, segments, measures, signal, range,
    filters: { ...filtersOf(place.params), ...(from ? { from, to } : {}) },
    filterNames: Object.keys(FILTERS), pending: [], reloads: new Map(),
    reload: (id) => context.reloads.get(id)?.(),
    hrefTo: (view, set) => hrefTo(place.params, view, set), hrefWith: (changes) => hrefWith(place, changes),
    go, announce, fresh, again: draw, signIn,
  };
  setText(byId('about'), page.about ?? '');
  byId('chosen').hidden = Boolean(page.undated);
  if (!page.undated) drawChosen(place, segments, range, go);
  const isReversed = !page.undated && from && to && from > to;
  const panels = isReversed ? [reversed(range, context)] : page.panels(context);
  fill(byId('panels'), ...panels.map((spec) => (spec instanceof Node ? spec : panel(spec, context))));
  document.body.dataset.range = page.undated ? '' : rangeText(range);
  Promise.allSettled(context.pending).then(() => {
    if (!signal.aborted) document.body.dataset.state = 'ready';
  });
}

/** A range that ends before it begins is told once, and nothing is asked of it. */
function reversed({ from, to }, context) {
  return el('p', { class: 'trouble wide', role: 'alert', 'data-testid': 'trouble' }, `The range begins on ${day(from, true)}, after its end ${day(to, true)}. `,
    el('a', { href: context.hrefWith({ from: to, to: from }), 'data-testid': 'turn-round', text: `Show ${rangeText({ from: to, to: from })}` }), '.');
}

function menu(view, place) {
  fill(byId('pages'), el('ul', {}, ...PAGES.map(([each, title]) =>
    el('li', {}, el('a', { href: hrefTo(place.params, each), 'aria-current': each === view ? 'page' : null, text: title })))));
  const list = byId('pages');
  const now = list.querySelector('[aria-current]');
  if (list.scrollWidth > list.clientWidth && now) list.scrollLeft = now.offsetLeft - list.clientWidth / 2;
}

/** Go to another address of these pages; one that only changes what is chosen keeps the scroll. */
function go(href) {
  const other = new URL(href, location.href);
  if (other.href === location.href) return;
  const moved = other.pathname !== location.pathname;
  history.pushState(null, '', other);
  if (moved) scrollTo(0, 0);
  draw();
  if (!moved) return;
  byId('title').focus({ preventScroll: true });
  announce(document.title);
}

/** Links between these pages need no new document; others, and other tabs, are the browser's. */
function follow(event) {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const href = link.getAttribute('href') ?? link.getAttributeNS('http://www.w3.org/1999/xlink', 'href');
  if (!href || link.hasAttribute('download') || !(href === ROOT || href.startsWith(`${ROOT}/`) || href.startsWith(`${ROOT}?`))) return;
  event.preventDefault();
  go(href);
}

function announce(text, isTrouble = false) {
  byId('announce').textContent = '';
  requestAnimationFrame(() => setText(byId('announce'), text));
  if (!isTrouble) return;
  const note = el('p', { class: 'toast trouble', role: 'alert', 'data-testid': 'toast', text });
  document.body.append(note);
  setTimeout(() => note.remove(), 8000);
}

function fresh(iso) {
  setText(byId('fresh'), `Data up to ${moment(iso)} UTC`);
}

let signing = null;

/** Ask for a key, then draw again; several panels may be refused at once. */
function signIn(told = null) {
  signing ??= askForKey(async (key) => {
    try {
      await new Ask(key).get('/measures');
      return null;
    } catch (error) {
      return error.message;
    }
  }, told).then((key) => {
    keep(sessionStorage, TOKEN, key);
    signing = null;
    begin(key);
  });
}

function begin(key) {
  ask = new Ask(key);
  draw();
}

function signOut() {
  leaving.abort();
  keep(sessionStorage, TOKEN, '');
  fill(byId('panels'));
  setText(byId('fresh'), '');
  signIn();
}

document.addEventListener('click', follow);
addEventListener('popstate', () => ask && draw());
watchTheme(byId('theme'));
byId('sign-out').addEventListener('click', signOut);
byId('save-view').addEventListener('click', () => ask && nameView(ask, announce));
const token = takeToken() ?? kept(sessionStorage, TOKEN);
if (token) begin(token);
else signIn();
