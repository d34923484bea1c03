using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Sweeps.Tests.SweepFile;

public sealed class SweepFingerprintTests
{
    private const string Csv = "sweep { name = a, dataset.csv { path = t.csv, features = [a], target = b } }";

    [Fact]
    public void The_same_sweep_in_another_place_with_the_same_data_has_the_same_fingerprint() =>
        Assert.Equal(Of(Csv, "/x/a.hocon", "hash"), Of(Csv.Replace("path = t", "path = other"), "/y/b.hocon", "hash"));

    [Fact]
    public void Other_data_or_another_setting_give_another_fingerprint()
    {
        string[] all =
        [
            Of(Csv, "/x/a.hocon", "hash"),
            Of(Csv, "/x/a.hocon", "else"),
            Of(Csv, "/x/a.hocon", "hash", "seed=1"),
        ];

        Assert.Equal(3, all.Distinct().Count());
        Assert.All(all, f => Assert.Matches("^[0-9a-f]{64}$", f));
    }

    [Fact]
    public void The_fingerprint_of_a_released_text_never_changes() => Assert.Equal(
        "545b1732c88530da10c9456a579e5da33a08a39b6b66eaefc64a0aac5b0a08f9",
        Of("sweep { dataset.synthetic {} }", "/x/a.hocon", ""));

    private static string Of(string text, string file, string dataHash, params string[] sets) =>
        SweepFingerprint.Of(SweepFileReader.Parse(text, file, sets), dataHash);
}
