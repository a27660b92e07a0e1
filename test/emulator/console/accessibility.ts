/**
 * What is wrong with the page it runs in, as sentences: a hand-written smoke test of what a machine can see, run in the
 * browser by `page.evaluate`. Contrast is computed from the palette in a test of its own.
 */
export const ACCESSIBILITY_CHECK = `(() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const describe = (element) => element.outerHTML.slice(0, 90);
  const expect = (holds, fault) => { if (!holds) faults.push(fault); };
  const nameOf = (element) => (element.getAttribute('aria-label')
    ?? (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join('')
    ).trim() || (element.labels?.[0]?.textContent ?? '').trim() || (element.matches('a, button, summary') ? element.textContent.trim() : '');

  expect(document.documentElement.lang === 'en', 'the document names no language');
  expect(document.title.trim() !== '', 'the document has no title');
  expect(all('main').length === 1 && all('body > header').length === 1, 'header and main are not landmarks');
  expect(all('h1').length === 1, 'there is not exactly one h1');

  const levels = all('h1, h2, h3, h4, h5, h6').map((heading) => Number(heading.tagName[1]));
  levels.forEach((level, at) => expect(level <= (levels[at - 1] ?? 0) + 1, 'a heading skips a level: h' + level));

  for (const control of all('input:not([type=hidden]), select, textarea, button, a[href], summary')) {
    expect(nameOf(control) !== '', 'nothing names ' + describe(control));
  }
  for (const region of all('section, nav, aside, [role=region], [role=img], pre[tabindex]')) {
    expect(nameOf(region) !== '', 'nothing names ' + describe(region));
  }
  for (const group of all('fieldset')) expect(group.querySelector('legend'), 'a group has no legend: ' + describe(group));
  for (const cell of all('th')) expect(cell.hasAttribute('scope') && cell.textContent.trim() !== '', 'a header cell says nothing: ' + describe(cell));
  for (const invalid of all('[aria-invalid=true]')) expect(invalid.hasAttribute('aria-describedby'), 'a fault is not tied to ' + describe(invalid));
  for (const described of all('[aria-describedby]')) {
    for (const id of described.getAttribute('aria-describedby').split(' ')) expect(document.getElementById(id), 'no such description: ' + id);
  }
  for (const link of all('a[href^="#"]')) expect(document.getElementById(link.hash.slice(1)), 'a link leads nowhere: ' + link.hash);

  const ids = all('[id]').map(({ id }) => id);
  expect(new Set(ids).size === ids.length, 'an id is there twice');
  expect(all('[tabindex]').every(({ tabIndex }) => tabIndex <= 0), 'the order of focus is bent');
  expect(document.documentElement.scrollWidth <= innerWidth, 'the page is wider than the window');
  return faults;
})()`
