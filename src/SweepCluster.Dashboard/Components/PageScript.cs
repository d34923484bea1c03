using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SweepCluster.Dashboard.Components;

/// <summary>What only the browser can do: dashboard.js.</summary>
public sealed class PageScript(IJSRuntime browser, NavigationManager navigation) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Draws a figure in a box, or changes the one that stands there.</summary>
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
            // The page has gone before its script.
        }
    }

    // A script is asked for by its whole path: else it is looked for beside the script that asks.
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
            // Nobody looks any more.
        }
    }
}
