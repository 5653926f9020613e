/** The address is the state: page, dates, filters, sort, what is open. */

export const ROOT = '/analyst';

/** Filters that hold on every page, as the API names them, with their titles. */
export const FILTERS = {
  modality: 'Modality',
  intent: 'Intent',
  category: 'Category',
  tier: 'Tier',
  door: 'Door',
  known: 'Known shopper',
  application: 'Application',
  experiment: 'Experiment',
};

const KEPT = ['from', 'to', ...Object.keys(FILTERS)];

/**
 * Return what an address means.
 * @param {{pathname: string, search: string}} address
 * @returns {{view: string, params: URLSearchParams}}
 */
export function placeOf(address) {
  const [view = ''] = address.pathname.slice(ROOT.length).split('/').filter(Boolean);
  return { view, params: new URLSearchParams(address.search) };
}

/** Return the filters and dates of a place as the API takes them. */
export function filtersOf(params) {
  return Object.fromEntries(KEPT.filter((name) => params.has(name)).map((name) => [name, params.get(name)]));
}

/**
 * Return the address of another page, which keeps dates and filters.
 * @param {URLSearchParams} params Of where one is.
 * @param {string} view
 * @param {Object} [set] Parameters to add; null takes one away.
 */
export function hrefTo(params, view, set = {}) {
  return pathOf(view) + query({ ...filtersOf(params), ...set });
}

/** Return the address of where one is with some parameters changed; null takes one away. */
export function hrefWith(place, changes) {
  return pathOf(place.view) + query({ ...Object.fromEntries(place.params), ...changes });
}

function pathOf(view) {
  return view ? `${ROOT}/${view}` : ROOT;
}

/** Return a query string; null and undefined are left out, an empty text is a value. */
export function query(values) {
  const kept = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}
