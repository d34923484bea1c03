namespace SweepCluster.Cli.Running;

/// <summary>Gives a user without a home folder the name of one, for .NET cannot even read certificates where there is none.</summary>
/// <remarks>A folder that is not there will do: nothing is written to it unless somebody makes it.</remarks>
internal static class UserHome
{
    private const string Variable = "HOME";

    // What Debian calls the home of those who have none.
    private const string Nowhere = "/nonexistent";

    /// <summary>To be called before all else.</summary>
    public static void Ensure()
    {
        var profile = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        if (!OperatingSystem.IsWindows() && IsMissing(Environment.GetEnvironmentVariable(Variable), profile))
            Environment.SetEnvironmentVariable(Variable, Nowhere);
    }

    /// <summary>Whether the user has none.</summary>
    /// <param name="variable">What HOME says; null where it is not set.</param>
    /// <param name="profile">What .NET makes of it and of the list of users: the root folder where neither names one.</param>
    public static bool IsMissing(string? variable, string profile) =>
        string.IsNullOrEmpty(variable) && profile is ("" or "/");
}
