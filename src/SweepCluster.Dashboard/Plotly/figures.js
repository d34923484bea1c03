'use strict';

// Only the traces that our figures use. parcoords comes in its strict form, which makes no functions at run
// time: pages allow none.
const Plotly = require('plotly.js/src/core');

Plotly.register([
  require('plotly.js/lib/bar'),
  require('plotly.js/lib/heatmap'),
  require('plotly.js/src/traces/parcoords/strict'),
]);

module.exports = Plotly;
