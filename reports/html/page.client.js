/** Filters and searches the cases, and opens the case that a link names. The page is readable without it. */
(() => {
  const form = document.querySelector('form.toolbar');
  const cases = [...document.querySelectorAll('[data-case]')];
  const groups = [...document.querySelectorAll('.group')];
  const nothing = document.getElementById('nothing');
  const status = form.querySelector('.shown');
  const reset = form.querySelector('[data-reset]');
  const keys = ['level', 'impact', 'area', 'layer'];

  function apply() {
    const data = new FormData(form);
    const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = data.getAll('verdict');
    let shown = 0;
    for (const one of cases) {
      const fits =
        (verdicts.length === 0 || verdicts.includes(one.dataset.verdict)) &&
        keys.every((key) => !data.get(key) || data.get(key) === one.dataset[key]) &&
        words.every((word) => one.dataset.search.includes(word));
      one.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector('[data-case]:not([hidden])');
    nothing.hidden = shown > 0;
    reset.hidden = shown === cases.length && words.length === 0;
    status.textContent = shown === cases.length ? `${shown} cases` : `${shown} of ${cases.length} cases`;
  }

  function clear() {
    form.reset();
    apply();
  }

  // A link to a case must show it, whatever the filter says and even when it is folded.
  function arrive() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      return;
    }
    const target = document.getElementById(id);
    if (!target || !target.matches('[data-case]')) return;
    if (target.hidden) clear();
    if (target.tagName === 'DETAILS') target.open = true;
    target.scrollIntoView();
  }

  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const button of document.querySelectorAll('[data-reset]')) button.addEventListener('click', clear);
  window.addEventListener('hashchange', arrive);
  apply();
  arrive();
})();
