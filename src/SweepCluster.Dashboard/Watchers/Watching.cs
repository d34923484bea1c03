using Microsoft.AspNetCore.Components;

namespace SweepCluster.Dashboard.Watchers;

/// <summary>A component that shows something that changes, for as long as its page is open.</summary>
/// <remarks>It begins once the page is connected; prerendering watches nothing.</remarks>
public abstract class Watching : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Watches nothing before its first render.</summary>
    protected Watching() => Gone = _stop.Token;

    /// <summary>Cancelled when the page is closed.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>Watches, and renders what it sees.</summary>
    protected abstract Task WatchAsync();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            await WatchAsync();
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The page is closed.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the watching.</summary>
    protected virtual void Dispose(bool isDisposing)
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}
