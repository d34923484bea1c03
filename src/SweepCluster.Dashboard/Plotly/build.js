'use strict';

// Writes plotly.min.js and LICENSES.txt beside this file; README.md says how to call it.
const { existsSync, readdirSync, readFileSync, writeFileSync } = require('fs');
const { dirname, join } = require('path');
const esbuild = require(require.resolve('esbuild', { paths: [process.cwd()] }));

// What the package's own build does with browserify: the text of a shader replaces the call that reads it.
const shaders = {
  name: 'shaders',
  setup(build) {
    build.onLoad({ filter: /parcoords[\\/]lines\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replace("var glslify = require('glslify');", '')
        .replace(/glslify\('(.*?)'\)/g, (_, name) => JSON.stringify(readFileSync(join(dirname(path), name), 'utf8'))),
    }));
  },
};

function packageOf(file) {
  let folder = dirname(file);
  while (!existsSync(join(folder, 'package.json')) || !JSON.parse(readFileSync(join(folder, 'package.json'))).version)
    folder = dirname(folder);
  return folder;
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json')));
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').replace(/\r/g, '').replace(/[ \t]+$/gm, '').trim() : `Licence: ${license}`;
  return { title: `${name} ${version} (${license})`, text };
}

esbuild.build({
  entryPoints: [join(__dirname, 'figures.js')],
  nodePaths: [join(process.cwd(), 'node_modules')],
  outfile: join(__dirname, 'plotly.min.js'),
  bundle: true,
  minify: true,
  metafile: true,
  format: 'iife',
  globalName: 'Plotly',
  target: 'es2018',
  charset: 'utf8',
  legalComments: 'none',
  define: { global: 'globalThis' },
  plugins: [shaders],
}).then(({ metafile }) => {
  const files = Object.keys(metafile.inputs).filter(file => file.includes('node_modules'));
  const licences = [...new Set(files.map(packageOf))].sort().map(licence);
  const rule = '='.repeat(100);
  writeFileSync(join(__dirname, 'LICENSES.txt'), licences.map(({ title, text }) => `${rule}\n${title}\n${rule}\n\n${text}\n`).join('\n'));
  const head = `/*!\nplotly.js, the traces scatter, bar, heatmap and parcoords (strict).\nIt holds, each under its own licence:\n${licences.map(({ title }) => title).join('\n')}\n\n`
    + `${licences.find(({ title }) => title.startsWith('plotly.js ')).text}\n*/\n`;
  const bundle = join(__dirname, 'plotly.min.js');
  writeFileSync(bundle, head + readFileSync(bundle, 'utf8'));
});
