using System.Globalization;

namespace SweepCluster.Programs.Processes;

/// <summary>How a process ended.</summary>
/// <param name="Code">What it returned; null if a signal ended it.</param>
/// <param name="Signal">The signal that ended it; 0 if none did.</param>
internal readonly record struct ExitStatus(int? Code, int Signal)
{
    /// <summary>What a program returns that asks to be run elsewhere, or later: EX_TEMPFAIL of sysexits(3).</summary>
    public const int TryElsewhere = 75;

    private static readonly Dictionary<int, string> Signals = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL, an illegal instruction",
        [6] = "SIGABRT: it gave up itself",
        [8] = "SIGFPE, a wrong calculation with whole numbers",
        [9] = "SIGKILL: somebody killed it, or the system was out of memory",
        [11] = "SIGSEGV, a wrong access to memory",
        [13] = "SIGPIPE",
        [15] = "SIGTERM: somebody stopped it",
    };

    /// <summary>Whether all is well.</summary>
    public bool IsSuccess => Code == 0;

    /// <summary>That of a wait(2) status.</summary>
    public static ExitStatus OfWait(int status) =>
        (status & 0x7f) == 0 ? new((status >> 8) & 0xff, 0) : new(null, status & 0x7f);

    /// <summary>In words.</summary>
    public override string ToString()
    {
        if (Code is { } code)
            return code switch
            {
                126 => "exit status 126: it may not be executed",
                127 => "exit status 127: there is no such program",
                _ => $"exit status {code.ToString(CultureInfo.InvariantCulture)}",
            };
        var name = Signals.GetValueOrDefault(Signal) ?? $"signal {Signal.ToString(CultureInfo.InvariantCulture)}";
        return $"ended by {name}";
    }
}
