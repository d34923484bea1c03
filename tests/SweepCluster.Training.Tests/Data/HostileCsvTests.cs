using FsCheck.Fluent;
using SweepCluster.Problems;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

/// <summary>CSV files that mean harm.</summary>
public sealed class HostileCsvTests
{
    [Fact]
    public void Whatever_a_file_holds_it_is_read_or_refused_in_short_plain_lines() => Properties.Hold(
        from header in HostileTexts.Any
        from rows in HostileTexts.Any
        select $"{header}\n{rows}",
        text => Files.With(text, path =>
        {
            try
            {
                new CsvSource(path, ["a"], ["1"]).Load(1);
            }
            catch (InvalidInputException invalid)
            {
                Assert.InRange(invalid.Problems.Count, 1, 21);
                Assert.All(invalid.Problems, problem => HostileTexts.AssertPlain(problem.ToString()));
                Assert.All(invalid.Problems, problem => Assert.InRange(problem.ToString().Length, 1, 2000));
            }
        }));
}
