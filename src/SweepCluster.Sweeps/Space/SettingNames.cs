namespace SweepCluster.Sweeps.Space;

/// <summary>Temporary.</summary>
public static class SettingNames
{
    /// <summary>Temporary.</summary>
    public static string SnakeCase(SettingKey key) => key.ToString();
}
