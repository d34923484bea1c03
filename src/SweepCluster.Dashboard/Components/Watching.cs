using Microsoft.AspNetCore.Components;

namespace SweepCluster.Dashboard.Components;

/// <summary>A component that shows what changes, for as long as somebody looks at it.</summary>
/// <remarks>It begins once the page is connected; a page that is only being sent watches nothing.</remarks>
public abstract class Watching : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Begins when it is first shown.</summary>
    protected Watching() => Gone = _stop.Token;

    /// <summary>Cancelled when nobody looks any more.</summary>
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
            // Nobody looks any more.
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
