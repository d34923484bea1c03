using System.Text;

namespace SweepCluster.Training.Tests.Data;

/// <summary>Files that tests read: golden cases, real series, and their own.</summary>
internal static class Files
{
    public static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "golden", name);

    public static string Series(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);

    /// <summary>Runs a test on a file of its own, which is removed afterwards.</summary>
    public static void With(string content, Action<string> test) => With(Encoding.UTF8.GetBytes(content), test);

    /// <summary>Runs a test on a file of its own, which is removed afterwards.</summary>
    public static void With(byte[] content, Action<string> test)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        File.WriteAllBytes(path, content);
        try
        {
            test(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
