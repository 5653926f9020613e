/** Tables as the API answers them: {columns: [{name, title, unit}], rows: [[...]]}. */

/** What the server calls the groups beyond a limit together: nothing lies behind it. */
export const OTHER = '(other)';

/** Return each row as an object by column name. */
export function records(answer) {
  const names = (answer?.columns ?? []).map((column) => column.name);
  return (answer?.rows ?? []).map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
}

/** Return a column by its name, or one that is named so. */
export function column(answer, name) {
  return answer?.columns?.find((each) => each.name === name) ?? { name, title: name.replaceAll('_', ' '), unit: null };
}

/** Return whether there is nothing at all in an answer. */
export function isEmpty(answer) {
  const rows = answer?.rows ?? [];
  return rows.length === 0 || rows.every((row) => row.every((cell, at) => cell === null || cell === 0 || answer.columns[at].unit === null || answer.columns[at].unit === 'day' || answer.columns[at].unit === 'text'));
}

/** Return the columns that are shown: what a share is a share of is told beside it. */
export function shown(answer) {
  const names = new Set(answer.columns.map((each) => each.name));
  return answer.columns.filter((each) => !(each.name.endsWith('_n') && names.has(each.name.slice(0, -2))));
}
