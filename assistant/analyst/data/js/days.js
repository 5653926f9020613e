/** Points over days out of an answer that has a row a day, and days that are not over. */

import { records } from './answers.js';
import { dayAfter } from './format.js';

let today = null;

/** Keep which day it is for the server, UTC; null where it does not say. */
export function setToday(day) {
  today = day ?? null;
}

/** Return whether a day is not over yet: what is counted of it still grows. */
export function isOpen(day) {
  return Boolean(today && day) && String(day) >= today;
}

/** Return the last day that is over, of those that a log covers; its only day if there is no other. */
export function lastWhole(first, last) {
  if (!last || !isOpen(last)) return last;
  const before = dayAfter(today, -1);
  return before >= first ? before : last;
}

/** Return {x, y, n, href} of one measure; `where` picks rows, such as those of one intent. */
export function daySeries(answer, name, href = () => null, where = () => true) {
  return records(answer).filter(where).map((row) => {
    const x = String(row.day ?? row.week ?? row.month).slice(0, 10);
    return { x, y: row[name], n: row[`${name}_n`], href: href(x) };
  });
}
