using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SweepCluster.Dashboard.Watchers;

/// <summary>Calls dashboard.js for what only the browser can do.</summary>
public sealed class PageScript(IJSRuntime browser, NavigationManager navigation) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Draws a figure in a box, or updates the one that is there.</summary>
    public Task DrawAsync(ElementReference box, string figure) => CallAsync("draw", box, figure);

    /// <summary>Puts the cursor at the beginning of a line, counted from 1.</summary>
    public Task GoToLineAsync(ElementReference editor, int line) => CallAsync("goToLine", editor, line);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is not { IsCompletedSuccessfully: true })
            return;
        try
        {
            await (await _module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page was closed before its script was.
        }
    }

    // The browser resolves a relative path against the importing script, so the path must be absolute.
    private string Root => new Uri(navigation.BaseUri).AbsolutePath;

    private async Task CallAsync(string function, params object[] arguments)
    {
        try
        {
            _module ??= browser.InvokeAsync<IJSObjectReference>("import", $"{Root}assets/dashboard.js").AsTask();
            await (await _module).InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // The page is closed.
        }
    }
}
