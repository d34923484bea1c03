'use strict';
// Light or dark: the user's last choice here, or the system's preference. Runs before anything is shown.
(function () {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const key = 'sweepcluster-theme';

  function remembered() {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // The browser may forbid storage.
    }
  }

  function remember(theme) {
    try {
      localStorage.setItem(key, theme);
    } catch {
      // Without storage, the choice holds for this page only.
    }
  }

  if (['light', 'dark'].includes(remembered()))
    root.dataset.theme = remembered();

  document.addEventListener('click', event => {
    if (!event.target.closest('[data-theme-toggle]'))
      return;
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
    remember(root.dataset.theme);
    document.dispatchEvent(new Event('themechange'));
  });
  dark.addEventListener('change', () => document.dispatchEvent(new Event('themechange')));
})();
