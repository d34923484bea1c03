using SweepCluster.Programs.Access;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Tests.Access;

public sealed class AllowedProgramsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    public AllowedProgramsTests()
    {
        Directory.CreateDirectory(In("jobs/deep"));
        foreach (var name in (string[])["jobs/good", "jobs/deep/good", "jobsworth", "bad"])
            File.WriteAllText(In(name), "");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("jobs/good", "jobs/")]
    [InlineData("jobs/deep/good", "jobs/")]
    [InlineData("bad", "bad")]
    public void What_is_listed_or_in_a_listed_folder_may_run(string program, string allowed) =>
        Assert.Equal(In(program), Check(In(program), allowed));

    [Theory]
    [InlineData("bad", "jobs/")]
    [InlineData("jobsworth", "jobs/")]
    [InlineData("jobs/good", "jobs")]
    [InlineData("missing", "jobs/")]
    public void All_else_is_refused(string program, string allowed)
    {
        var refused = Assert.Throws<TryElsewhereException>(() => Check(In(program), allowed));

        Assert.Contains("programs.allow", refused.Message, StringComparison.Ordinal);
        Assert.Contains(In(program), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_do_not_get_around_it()
    {
        File.CreateSymbolicLink(In("jobs/link"), In("bad"));
        Directory.CreateSymbolicLink(In("jobs/out"), _folder);

        Assert.Throws<TryElsewhereException>(() => Check(In("jobs/link"), "jobs/"));
        Assert.Throws<TryElsewhereException>(() => Check(In("jobs/out/bad"), "jobs/"));
    }

    [Fact]
    public void A_link_to_a_listed_program_may_run_and_is_started_by_where_it_leads()
    {
        File.CreateSymbolicLink(In("link"), In("jobs/good"));
        File.CreateSymbolicLink(In("listed"), In("jobs/good"));

        Assert.Equal(In("jobs/good"), Check(In("link"), "jobs/"));
        Assert.Equal(In("jobs/good"), Check(In("jobs/good"), "listed"));
        Assert.Equal(In("listed"), Check(In("listed"), "listed"));
    }

    [Fact]
    public void Variables_of_the_loader_are_refused_where_programs_are_listed()
    {
        Assert.Throws<TryElsewhereException>(() => AllowedPrograms.Checked(
            In("jobs/good"), ["SEED", "LD_PRELOAD"], [In("jobs/")]));
        Assert.Equal(In("bad"), AllowedPrograms.Checked(In("bad"), ["LD_PRELOAD"], []));
    }

    private string Check(string program, string allowed) => AllowedPrograms.Checked(program, ["SEED"], [In(allowed)]);

    private string In(string name) => Path.Combine(_folder, name);
}
