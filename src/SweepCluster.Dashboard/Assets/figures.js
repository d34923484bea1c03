'use strict';
// Draws figures in the fonts and colours of their page; they come without any.
const SweepFigures = (function () {
  const printWidth = 680; // A4 less its margins, in CSS pixels
  const widestNarrow = 560; // CSS pixels; narrower figures have a layout of their own
  const roomForNumber = 40; // CSS pixels that a cell of a map needs to show its number
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  let printing = false;

  function colour(name) {
    return getComputedStyle(root).getPropertyValue(name).trim();
  }

  // The user's choice goes before the system's preference.
  function isDark() {
    return !printing && (root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches);
  }

  function isNarrow(box) {
    return !printing && box.clientWidth <= widestNarrow;
  }

  function themed(box, figure) {
    const layout = Object.assign(structuredClone(figure.layout), isNarrow(box) ? structuredClone(figure.narrow) : {});
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

  function hasRoom(box, trace) {
    return box.clientWidth / trace.x.length > roomForNumber || trace.text.flat().every(text => text.length < 2);
  }

  // The best lines must stand out, so they are dark on white and bright on black.
  function traces(box, figure) {
    const data = structuredClone(figure.data);
    for (const trace of data.filter(trace => trace.type === 'heatmap' && isNarrow(box) && !hasRoom(box, trace)))
      trace.texttemplate = '';
    for (const trace of data.filter(trace => trace.type === 'parcoords'))
      trace.line.reversescale = isDark();
    return data;
  }

  // A page that is rotated or resized gets the layout that fits.
  function watch(box, figure) {
    box.drawn = { figure, isNarrow: isNarrow(box) };
    if (box.isWatched)
      return;
    box.isWatched = true;
    new ResizeObserver(() => {
      if (!printing && box.clientWidth > 0 && box.drawn.isNarrow !== isNarrow(box))
        draw(box, box.drawn.figure);
    }).observe(box);
  }

  function draw(box, figure) {
    const config = { responsive: !printing, displaylogo: false, modeBarButtonsToRemove: ['lasso2d', 'select2d', 'autoScale2d'] };
    const layout = themed(box, figure);
    // When the window changes, plotly.js takes the height from the box, which has none of its own while it is drawn.
    box.style.height = `${layout.height}px`;
    // plotly.js would keep the room for the other layout's colour scale.
    if (box.drawn && box.drawn.isNarrow !== isNarrow(box))
      Plotly.purge(box);
    watch(box, figure);
    return Plotly.react(box, traces(box, figure), layout, config);
  }

  function print(isPrinting) {
    printing = isPrinting;
    root.classList.toggle('printing', printing);
  }

  return { draw, print };
})();
