using System.Collections.Immutable;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Processes;

/// <summary>Runs programs as another user of the machine.</summary>
/// <remarks>setpriv(1) of util-linux switches: posix_spawn(3) cannot, and this process must stay who it is.</remarks>
public static class ProgramUsers
{
    private const string Switcher = "setpriv";
    private const string Searched = "/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin";

    /// <summary>The user of a name; null for the user that this process has already.</summary>
    /// <exception cref="InvalidInputException">There is none, or this process may not become it.</exception>
    public static ProgramUser? Find(string name)
    {
        if (!OperatingSystem.IsLinux())
            throw Wrong("programs run as another user on Linux only: leave it out");
        if (LibC.UserOf(name) is not { } user)
            throw Wrong($"this machine has no user '{Shown.Plain(name)}'");
        if (user.Id == LibC.EffectiveUser())
            return null;
        if (LibC.EffectiveUser() != 0)
            throw Wrong($"only root may run programs as another user: start the worker as root, or as {name} itself");
        return Executables.Find(Switcher, Searched, "/") is null
            ? throw Wrong($"{Switcher} is missing, which switches to the user: install util-linux")
            : user;
    }

    /// <summary>The words that start a program as a user; the same words for null.</summary>
    internal static ImmutableArray<string> Around(ImmutableArray<string> words, ProgramUser? user) => user is null
        ? words
        : [
            Executables.Find(Switcher, Searched, "/") ?? Switcher,
            $"--reuid={user.Name}", FormattableString.Invariant($"--regid={user.Group}"), "--init-groups", "--",
            .. words,
        ];

    private static InvalidInputException Wrong(string what) =>
        new([new Problem("this machine", "programs.user", what)]);
}
