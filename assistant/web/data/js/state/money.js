/** Amounts as people of the page's locale write them. */

const made = new Map();

/**
 * Return "$97" or "$97.50": cents only where there are some.
 * @param {number} amount
 * @param {string} currency ISO 4217.
 * @param {string} [locale] The page's by default.
 */
export function money(amount, currency = 'USD', locale = undefined) {
  const digits = Number.isInteger(Number(amount)) ? 0 : undefined;
  const key = `${locale}|${currency}|${digits}`;
  if (!made.has(key)) made.set(key, formatter(currency, locale, digits));
  return made.get(key).format(amount);
}

/** Return the sum of lines of {unit_price, quantity}; whole cents, so that 0.1 + 0.2 is 0.3. */
export function total(lines) {
  const cents = lines.reduce((sum, l) => sum + Math.round(l.unit_price * 100) * l.quantity, 0);
  return cents / 100;
}

function formatter(currency, locale, digits) {
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' };
  if (digits !== undefined) {
    options.minimumFractionDigits = digits;
    options.maximumFractionDigits = digits;
  }
  try {
    return new Intl.NumberFormat(locale, options);
  } catch {
    return { format: (amount) => `${amount} ${currency}` };  // a currency nobody knows
  }
}
