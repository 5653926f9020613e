/** Numbers, days and addresses of the analysts' pages. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

const root = '../../../../assistant/analyst/data/js';
const { short, full, difference, few, day, moment, dayAfter, daysBetween, named } = await import(`${root}/format.js`);
const { filtersOf, hrefTo, hrefWith, placeOf } = await import(`${root}/place.js`);

test('null is a dash and zero is zero, whatever the unit', () => {
  for (const unit of ['share', 'count', 'usd', 'ms', 'per_session', 'points', null]) {
    assert.equal(short(null, unit), '–');
    assert.equal(full(undefined, unit), '–');
    assert.match(short(0, unit), /^\$?0/);
    assert.match(full(0, unit), /^\$?0/);
  }
});

test('numbers are short in charts and whole in tables', () => {
  assert.equal(short(1234, 'count'), '1.23 k');
  assert.equal(short(9_870_000, 'count'), '9.87 M');
  assert.equal(full(1234, 'count'), '1,234');
  assert.equal(short(0.034, 'share'), '3.4 %');
  assert.equal(short(1, 'share'), '100 %');
  assert.equal(short(0.00123, 'usd'), '$0.0012');
  assert.equal(short(12.5, 'usd'), '$12.50');
  assert.equal(short(1240, 'ms'), '1.24 s');
  assert.equal(short(412.3, 'ms'), '412 ms');
  assert.equal(short(3, 'per_session'), '3');
  assert.equal(short(3.456, 'per_session'), '3.46');
});

test('a share is never rounded to nothing silently', () => {
  assert.equal(short(0.0004, 'share'), '0.04 %');
  assert.equal(short(0.00001, 'share'), '< 0.01 %');
});

test('a difference has its sign, and of shares it is in points', () => {
  assert.equal(difference(0.04, 'share'), '+4 points');
  assert.equal(difference(-0.021, 'share'), '-2.1 points');
  assert.equal(difference(0.0001, 'usd'), '+$0.00010');
  assert.equal(difference(null, 'share'), '–');
});

test('few cases say so', () => {
  assert.equal(few(7), 'n = 7: too few');
  assert.equal(few(0), 'n = 0: too few');
  assert.equal(few(30), '');
  assert.equal(few(null), '');
});

test('days are UTC, whatever the clock of the reader', () => {
  assert.equal(day('2026-11-01'), 'Nov 1');
  assert.equal(day('2026-11-01', true), 'Nov 1, 2026');
  assert.equal(moment('2026-11-01T00:05:00.000Z'), 'Nov 1, 00:05');
  assert.equal(moment('2026-11-01T00:05:00'), 'Nov 1, 00:05');
  assert.equal(dayAfter('2026-03-01', -1), '2026-02-28');
  assert.equal(daysBetween('2026-10-01', '2026-10-28'), 28);
});

test('what was not said has a name', () => {
  assert.equal(named(null), 'none');
  assert.equal(named(''), 'none');
  assert.equal(named('price_or_stock'), 'price or stock');
  assert.equal(named(true), 'yes');
});

test('an address is read and written', () => {
  const place = placeOf({ pathname: '/analyst/turns', search: '?from=2026-10-01&intent=&q=red+boots&after=x' });
  assert.equal(place.view, 'turns');
  assert.deepEqual(filtersOf(place.params), { from: '2026-10-01', intent: '' });
  assert.equal(hrefTo(place.params, 'funnel'), '/analyst/funnel?from=2026-10-01&intent=');
  assert.equal(hrefTo(place.params, ''), '/analyst?from=2026-10-01&intent=');
  assert.equal(hrefWith(place, { after: null, intent: null }), '/analyst/turns?from=2026-10-01&q=red+boots');
  assert.equal(placeOf({ pathname: '/analyst/', search: '' }).view, '');
  assert.equal(hrefWith(place, { q: '<b>&=#', after: null, intent: null }), '/analyst/turns?from=2026-10-01&q=%3Cb%3E%26%3D%23');
});

test('a difference too small to be told is no plus and no minus', () => {
  assert.equal(difference(0.00001, 'share'), '0 points');
  assert.equal(difference(-0.00001, 'share'), '0 points');
  assert.equal(difference(0.1, 'share'), '+10 points');
});
