namespace SweepCluster.Cli.Hosting;

/// <summary>Sets HOME for a user without a home folder: .NET cannot even read certificates without one.</summary>
/// <remarks>A folder that does not exist will do: nothing is written to it.</remarks>
internal static class UserHome
{
    private const string Variable = "HOME";

    // Debian's home for users without one.
    private const string Nowhere = "/nonexistent";

    /// <summary>Must be called before anything else.</summary>
    public static void Ensure()
    {
        var profile = Environment.GetFolderPath(
            Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        if (!OperatingSystem.IsWindows() && IsMissing(Environment.GetEnvironmentVariable(Variable), profile))
            Environment.SetEnvironmentVariable(Variable, Nowhere);
    }

    /// <summary>Whether the user has none.</summary>
    /// <param name="variable">The value of HOME; null if it is not set.</param>
    /// <param name="profile">.NET's answer from HOME or the list of users: the root folder if it finds none.</param>
    public static bool IsMissing(string? variable, string profile) =>
        string.IsNullOrEmpty(variable) && profile is ("" or "/");
}
