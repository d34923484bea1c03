'use strict';
// Says why a page stands still: a proxy between it and the dashboard may block its connection.
(function () {
  const patience = 3000;
  const note = document.getElementById('not-connected');

  function isConnected() {
    return document.querySelector('main')?.dataset.connected === 'true';
  }

  // The dashboard's own reason, from the address that the page would have connected to.
  async function reason() {
    try {
      const answer = await fetch('_blazor/negotiate?negotiateVersion=1', { method: 'POST', headers: { Accept: 'application/json' } });
      if (answer.ok)
        return 'The connection to the dashboard is not up yet. If this stays, something between may not let WebSockets through.';
      const problem = await answer.json().catch(() => ({}));
      return problem.detail || `The dashboard answers ${answer.status} where this page would connect.`;
    } catch {
      return 'The dashboard does not answer.';
    }
  }

  async function look() {
    if (isConnected()) {
      note.hidden = true;
      return;
    }
    const said = await reason();
    note.textContent = `This page is not connected, so what it shows does not change. ${said}`;
    note.hidden = isConnected();
    setTimeout(look, patience);
  }

  setTimeout(look, patience);
})();
