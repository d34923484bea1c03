'use strict';
(function () {
  const figures = JSON.parse(document.getElementById('figures').textContent);
  const boxes = Array.from(document.querySelectorAll('[data-figure]'));

  function draw(box) {
    return SweepFigures.draw(box, figures[box.dataset.figure]).then(() => { box.dataset.drawn = box.dataset.figure; });
  }

  function drawAll() {
    return Promise.all(boxes.map(draw)).then(() => { document.body.dataset.drawn = boxes.length; });
  }

  // On paper everything is light and as wide as the paper, whatever the screen.
  function print(isPrinting) {
    SweepFigures.print(isPrinting);
    drawAll();
  }

  drawAll();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));

  for (const select of document.querySelectorAll('select[data-map]'))
    select.addEventListener('change', () => {
      const box = document.getElementById(select.dataset.map);
      box.dataset.figure = select.value;
      draw(box);
    });

  const table = document.getElementById('ranked');
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const headings = Array.from(table.tHead.rows[0].cells);
  const filter = document.getElementById('filter');

  function value(row, column) {
    const cell = row.cells[column];
    const text = cell.dataset.value || cell.textContent;
    const number = Number(text);
    return text === '' || Number.isNaN(number) ? text : number;
  }

  // Numbers before words, empty cells last; equal cells stay in the order of the ranking.
  function compare(a, b, sign) {
    if (a === b) return 0;
    if (a === '' || b === '') return a === '' ? 1 : -1;
    if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
    return sign * (a < b ? -1 : 1);
  }

  function sort(column) {
    const ascending = headings[column].getAttribute('aria-sort') !== 'ascending';
    headings.forEach(heading => heading.removeAttribute('aria-sort'));
    headings[column].setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
    const keyed = rows.map(row => [value(row, column), row]);
    keyed.sort((a, b) => compare(a[0], b[0], ascending ? 1 : -1));
    body.append(...keyed.map(pair => pair[1]));
  }

  function show() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const cells = Array.from(row.cells, cell => cell.textContent.toLowerCase());
      row.hidden = !words.every(word => cells.some(cell => Number.isNaN(Number(word)) ? cell.includes(word) : cell === word));
      shown += row.hidden ? 0 : 1;
    }
    document.getElementById('shown').textContent = shown + ' of ' + rows.length + ' rows';
  }

  headings.forEach((heading, column) => heading.firstChild.addEventListener('click', () => sort(column)));
  filter.addEventListener('input', show);
  show();
})();
