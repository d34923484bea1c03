// What pages need from the browser.
let plotly;

// plotly.js is large: only pages with figures load it.
function loadPlotly() {
  plotly ??= new Promise((loaded, failed) => {
    const script = document.createElement('script');
    script.src = new URL('plotly.js', import.meta.url);
    script.onload = loaded;
    script.onerror = () => failed(new Error('plotly.js did not load'));
    document.head.append(script);
  });
  return plotly;
}

export async function draw(box, json) {
  await loadPlotly();
  if (!box.isConnected)
    return;
  box.figure = JSON.parse(json);
  await SweepFigures.draw(box, box.figure);
  box.dataset.drawn = box.id;
}

export function goToLine(editor, line) {
  const lines = editor.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  editor.focus();
  editor.setSelectionRange(start, start + (lines[line - 1] ?? '').length);
}

function redraw() {
  for (const box of document.querySelectorAll('.figure[data-drawn]'))
    SweepFigures.draw(box, box.figure);
}

function print(isPrinting) {
  SweepFigures.print(isPrinting);
  redraw();
}

document.addEventListener('themechange', redraw);
addEventListener('beforeprint', () => print(true));
addEventListener('afterprint', () => print(false));
