using System.Globalization;
using System.Text;

namespace SweepCluster.Programs.Tests.Processes;

/// <summary>A variable that all processes of one test have, so that none of them goes unnoticed.</summary>
internal sealed class Marked
{
    /// <summary>NAME=VALUE.</summary>
    public string Variable { get; } = $"TESTED_{Guid.NewGuid():N}=1";

    /// <summary>The processes of the test that are alive.</summary>
    public IReadOnlyList<int> Alive()
    {
        var sought = Encoding.ASCII.GetBytes(Variable);
        return
        [
            .. Directory.EnumerateDirectories("/proc")
                .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0 && Environment(id).AsSpan().IndexOf(sought) >= 0),
        ];
    }

    /// <summary>Waits until there are so many.</summary>
    public async Task Until(int count)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Alive().Count != count)
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    private static byte[] Environment(int id)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/environ");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
