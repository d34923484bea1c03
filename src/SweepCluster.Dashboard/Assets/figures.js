'use strict';
// Draws figures in the fonts and colours of the page that they stand on; they come without any.
const SweepFigures = (function () {
  const printWidth = 680; // A4 less its margins, in CSS pixels
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  let printing = false;

  function colour(name) {
    return getComputedStyle(root).getPropertyValue(name).trim();
  }

  // What somebody chose goes before what the system prefers.
  function isDark() {
    return !printing && (root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches);
  }

  function themed(figure) {
    const layout = structuredClone(figure.layout);
    layout.font = { family: getComputedStyle(document.body).fontFamily, size: printing ? 10 : 13, color: colour('--text') };
    layout.paper_bgcolor = layout.plot_bgcolor = 'rgba(0,0,0,0)';
    layout.modebar = { bgcolor: 'rgba(0,0,0,0)', color: colour('--soft'), activecolor: colour('--accent') };
    layout.hoverlabel = { bgcolor: colour('--panel'), bordercolor: colour('--line'), font: { color: colour('--text') } };
    for (const key of Object.keys(layout).filter(key => /^[xy]axis\d*$/.test(key)))
      layout[key] = Object.assign({ gridcolor: colour('--grid'), linecolor: colour('--line') }, layout[key]);
    if (printing)
      layout.width = printWidth;
    return layout;
  }

  // The best lines must stand out, so they are dark on white and bright on black.
  function traces(figure) {
    const data = structuredClone(figure.data);
    for (const trace of data.filter(trace => trace.type === 'parcoords'))
      trace.line.reversescale = isDark();
    return data;
  }

  function draw(box, figure) {
    const config = { responsive: !printing, displaylogo: false, modeBarButtonsToRemove: ['lasso2d', 'select2d', 'autoScale2d'] };
    return Plotly.react(box, traces(figure), themed(figure), config);
  }

  function print(isPrinting) {
    printing = isPrinting;
    root.classList.toggle('printing', printing);
  }

  return { draw, print };
})();
