using System.Net;
using Microsoft.AspNetCore.Http;
using SweepCluster.Cluster.Logging;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>Makes guessing tokens slow, and says that somebody does.</summary>
/// <remarks>The right token never waits, so that nobody is locked out by another who guesses.</remarks>
internal sealed class WrongTokens : IDisposable
{
    private const int MostAtOnce = 32;

    private static readonly TimeSpan HoldUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ToldEvery = TimeSpan.FromMinutes(1);
    private static readonly object Mark = new();

    private readonly SemaphoreSlim _places = new(MostAtOnce);
    private readonly TimeProvider _clock;
    private readonly TextWriter _log;
    private readonly FewLines _lines;

    /// <summary>Tells on standard error.</summary>
    public WrongTokens(TimeProvider clock)
        : this(clock, Console.Error)
    {
    }

    /// <summary>Tells elsewhere.</summary>
    public WrongTokens(TimeProvider clock, TextWriter log) =>
        (_clock, _log, _lines) = (clock, log, new FewLines(1, ToldEvery, clock));

    /// <summary>Returns when the answer may be given; with too many at a time, at once and marked.</summary>
    public async Task HoldAsync(HttpContext context)
    {
        Tell(context.Connection.RemoteIpAddress);
        if (!_places.Wait(0, CancellationToken.None))
        {
            context.Items[Mark] = true;
            return;
        }

        try
        {
            await Task.Delay(HoldUp, _clock, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Whether somebody says more wrong tokens at a time than are listened to.</summary>
    public static bool AreTooMany(HttpContext context) => context.Items.ContainsKey(Mark);

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Dispose();
        _places.Dispose();
    }

    private void Tell(IPAddress? address)
    {
        var from = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        var line = $"dashboard: {from} said a wrong token";
        if (_lines.Takes("", more => _log.WriteLine($"{line}, the last of {more} more within a minute")))
            _log.WriteLine(line);
    }
}
