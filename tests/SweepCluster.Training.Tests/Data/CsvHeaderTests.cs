using SweepCluster.Problems;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

/// <summary>Columns are found by their names, never guessed.</summary>
public sealed class CsvHeaderTests
{
    private const string Composed = "gr\u00f6\u00dfe";
    private const string Decomposed = "gro\u0308\u00dfe";

    [Theory]
    [InlineData("a,b,,\n1,2,3,4\n")]
    [InlineData("a,b,c,c\n1,2,3,4\n")]
    [InlineData("a,b, , c\n1,2,3,4\n")]
    [InlineData(",a,,b\n9,1,9,2\n")]
    public void Blank_and_repeated_names_that_nobody_asked_for_are_no_fault(string content) =>
        Files.With(content, path =>
        {
            Assert.Equal([1], Load(path, "a", "b").Features);
            Assert.Equal([2], Load(path, "a", "b").Targets);
        });

    [Fact]
    public void A_repeated_name_that_is_asked_for_is_a_fault() => Files.With("a,b,a\n1,2,3\n", path => Assert.Equal(
        new Problem($"{path}:1", "a", "2 columns have this name; each needs its own"),
        Assert.Single(Problems(path, "a", "b"))));

    [Theory]
    [InlineData(Composed, Decomposed)]
    [InlineData(Decomposed, Composed)]
    [InlineData("\u00c5", "\u212b")]
    [InlineData("\u1ed9", "o\u0302\u0323")]
    [InlineData("\ud55c", "\u1112\u1161\u11ab")]
    public void All_forms_of_a_name_are_the_same_name(string asked, string written) =>
        Files.With($"{written},b\n1,2\n", path =>
        {
            var data = Load(path, asked, "b");
            Assert.Equal([1], data.Features);
            Assert.Equal([asked], data.FeatureNames);
        });

    [Fact]
    public void Two_forms_of_one_name_are_a_repeated_name() =>
        Files.With($"{Composed},{Decomposed},b\n1,2,3\n", path => Assert.Equal(
            new Problem($"{path}:1", Composed, "2 columns have this name; each needs its own"),
            Assert.Single(Problems(path, Composed, "b"))));

    [Fact]
    public void Two_forms_of_one_name_are_no_two_columns() => Assert.Equal(
        new Problem("any.csv", Composed, "is taken twice; a column can be one feature or one target"),
        Assert.Single(Problems("any.csv", Decomposed, Composed)));

    [Theory]
    [InlineData(
        "a\u00a0b,y\n1,2\n", "a b",
        "(did you mean a\\u00a0b, with a no-break space (U+00A0)?); the file has a\\u00a0b, y")]
    [InlineData(
        "a\u200b,y\n1,2\n", "a",
        "(did you mean a\\u200b, with a zero-width space (U+200B)?); the file has a\\u200b, y")]
    [InlineData(
        "a b,y\n1,2\n", "a\u00a0b", "(did you mean a b, without a no-break space (U+00A0)?); the file has a b, y")]
    [InlineData("\" a\",y\n1,2\n", "a", "(did you mean ' a'?); the file has ' a', y")]
    [InlineData("a\u001b]0;t\u0007,y\n1,2\n", "a", "; the file has a\\u001b]0;t\\u0007, y")]
    [InlineData("\"a\nFORGED: line\",y\n1,2\n", "a", "; the file has a\\u000aFORGED: line, y")]
    [InlineData(
        "a\u202eb,,y\n1,,2\n", "ab",
        "(did you mean a\\u202eb, with an invisible character (U+202E)?); the file has a\\u202eb, '', y")]
    public void A_header_is_shown_as_what_it_is(string content, string asked, string what) =>
        Files.With(content, path =>
            Assert.Equal(
                $"there is no such column{(what.StartsWith('(') ? " " : "")}{what}",
                Assert.Single(Problems(path, asked, "y")).What));

    [Fact]
    public void The_nearest_of_very_many_columns_are_listed()
    {
        var names = Enumerable.Range(0, 20_000).Select(i => $"column{i:00000}");
        Files.With($"{string.Join(',', names)}\n", path => Assert.Equal(
            new Problem(
                $"{path}:1", "column1234x", "there is no such column (did you mean column12340?); the nearest are "
                + "column12340, column12341, column12342, column12343, column12344, and 19,995 more"),
            Assert.Single(Problems(path, "column1234x", "column00000"))));
    }

    [Fact]
    public void The_first_of_very_many_missing_columns_are_listed()
    {
        var header = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"column{i:00000}"));
        Files.With($"{header}\n", path =>
        {
            var source = new CsvSource(
                path, [.. Enumerable.Range(0, 1000).Select(i => $"other{i}")], ["column00000"]);
            var problems = Assert.Throws<InvalidInputException>(() => source.Load(1)).Problems;
            Assert.Equal(21, problems.Count);
            Assert.Equal(new Problem(path, "", "and 980 more like these"), problems[^1]);
            Assert.InRange(problems.Sum(problem => problem.ToString().Length), 1, 10_000);
        });
    }

    [Fact]
    public void Very_long_names_are_cut() => Files.With($"{new string('x', 1_000_000)},y\n1,2\n", path =>
        Assert.InRange(Assert.Single(Problems(path, new string('z', 100_000), "y")).ToString().Length, 100, 400));

    private static DataSet Load(string path, string feature, string target) =>
        new CsvSource(path, [feature], [target]).Load(1);

    private static IReadOnlyList<Problem> Problems(string path, string feature, string target) =>
        Assert.Throws<InvalidInputException>(() => Load(path, feature, target)).Problems;
}
