// What has no name, no label or no heading above it; a list of sentences, empty if all is well.
() => {
  const faults = [];
  const named = (e) => (e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent || e.title || '').trim();
  for (const e of document.querySelectorAll('a[href], button, input, select, summary, [role=slider], [role=region]'))
    if (!named(e)) faults.push('no name: ' + e.outerHTML.slice(0, 120));
  for (const e of document.querySelectorAll('svg'))
    if (!e.closest('[aria-hidden=true]') && !e.getAttribute('aria-label')) faults.push('svg without a label: ' + e.outerHTML.slice(0, 90));
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  for (const id of new Set(ids)) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push('id twice: ' + id);
  let last = 0;
  for (const e of document.querySelectorAll('h1, h2, h3, h4, h5')) {
    const level = Number(e.tagName[1]);
    if (level > last + 1) faults.push('heading skips: ' + e.textContent);
    last = level;
  }
  for (const e of document.querySelectorAll('table')) if (!e.caption || !e.querySelector('th[scope]')) faults.push('table: ' + e.textContent.slice(0, 60));
  return faults;
}
