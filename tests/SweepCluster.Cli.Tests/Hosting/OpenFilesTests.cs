using SweepCluster.Cli.Hosting;
namespace SweepCluster.Cli.Tests.Hosting;

public sealed class OpenFilesTests
{
    [Theory]
    [InlineData("Max open files            64                   64                   files     ", true)]
    [InlineData("Max open files            255                  4096                 files     ", true)]
    [InlineData("Max open files            256                  4096                 files     ", false)]
    [InlineData("Max open files            unlimited            unlimited            files     ", false)]
    [InlineData("Max open files", false)]
    [InlineData("Max locked memory         64                   64                   bytes     ", false)]
    public void A_limit_that_is_too_low_is_reported(string line, bool isReported) =>
        Assert.Equal(isReported, OpenFiles.ProblemOf(["Limit  Soft Limit  Hard Limit  Units", line]) is not null);
}
