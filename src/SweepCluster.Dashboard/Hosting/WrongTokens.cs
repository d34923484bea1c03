using System.Net;
using Microsoft.AspNetCore.Http;
using SweepCluster.Cluster.Logging;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>Makes guessing tokens slow, and logs that somebody tries.</summary>
/// <remarks>The right token never waits, so nobody is locked out while somebody else guesses.</remarks>
internal sealed class WrongTokens : IDisposable
{
    private const int MostAtOnce = 32;

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LogEvery = TimeSpan.FromMinutes(1);
    private static readonly object Mark = new();

    private readonly SemaphoreSlim _places = new(MostAtOnce);
    private readonly TimeProvider _clock;
    private readonly TextWriter _log;
    private readonly FewLines _lines;

    /// <summary>Logs to standard error.</summary>
    public WrongTokens(TimeProvider clock)
        : this(clock, Console.Error)
    {
    }

    /// <summary>Logs to a writer.</summary>
    public WrongTokens(TimeProvider clock, TextWriter log) =>
        (_clock, _log, _lines) = (clock, log, new FewLines(1, LogEvery, clock));

    /// <summary>
    /// Returns when the answer may be given: after a while, or at once and marked if too many callers wait already.
    /// </summary>
    public async Task HoldAsync(HttpContext context)
    {
        Log(context.Connection.RemoteIpAddress);
        if (!_places.Wait(0, CancellationToken.None))
        {
            context.Items[Mark] = true;
            return;
        }

        try
        {
            await Task.Delay(Delay, _clock, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Whether the request came while too many wrong tokens were being tried.</summary>
    public static bool AreTooMany(HttpContext context) => context.Items.ContainsKey(Mark);

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Dispose();
        _places.Dispose();
    }

    private void Log(IPAddress? address)
    {
        var from = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        var line = $"dashboard: {from} sent a wrong token";
        if (_lines.Takes("", more => _log.WriteLine($"{line}, the last of {more} more within a minute")))
            _log.WriteLine(line);
    }
}
