using System.Runtime.InteropServices;

namespace SweepCluster.Cli.Verbs;

/// <summary>A terminal that is closed stops the command as SIGTERM does, unless it was told to outlive it (nohup).</summary>
internal sealed class HangUp : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _registration;

    /// <summary>Listens from now on.</summary>
    public HangUp() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
    {
        context.Cancel = true;
        _source.Cancel();
    });

    /// <summary>Cancelled when the terminal is closed.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
