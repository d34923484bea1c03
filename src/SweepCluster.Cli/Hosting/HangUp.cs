using System.Runtime.InteropServices;

namespace SweepCluster.Cli.Hosting;

/// <summary>Stops the command when its terminal is closed, as SIGTERM does, unless nohup protects it.</summary>
internal sealed class HangUp : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _registration;

    /// <summary>Starts to listen.</summary>
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
