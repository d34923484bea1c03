using FsCheck.Fluent;
using SweepCluster.Programs.Commands;

namespace SweepCluster.Programs.Tests.Commands;

public sealed class TemplateTests
{
    [Fact]
    public void Filling_a_text_without_braces_gives_it_back() => Properties.Hold(Texts.Any, text =>
    {
        var template = Template.Read(text, out var problem);

        Assert.Null(problem);
        Assert.Empty(template.Names);
        Assert.Equal(text, template.Fill(_ => throw new InvalidOperationException("There is nothing to fill.")));
    });

    [Fact]
    public void Doubled_braces_are_the_braces_of_the_text() => Properties.Hold(
        from before in Texts.Any
        from between in Texts.Any
        from after in Texts.Any
        select $"{before}{{{between}}}{after}}}{{",
        text =>
        {
            var doubled = text
                .Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
            var template = Template.Read(doubled, out var problem);

            Assert.Null(problem);
            Assert.Empty(template.Names);
            Assert.Equal(text, template.Fill(name => name));
        });

    [Fact]
    public void A_value_takes_its_placeholders_place_and_is_not_read_again() => Properties.Hold(
        from plain in Texts.Any
        from value in Texts.Any.Select(text => $"{{seed}}{text}}}")
        select (plain, value),
        test =>
        {
            var template = Template.Read($"{test.plain}{{a}}{test.plain}", out _);

            Assert.Equal(["a"], template.Names);
            Assert.Equal($"{test.plain}{test.value}{test.plain}", template.Fill(_ => test.value));
        });

    [Theory]
    [InlineData("{a}{b-2}{a}", "<a><b-2><a>")]
    [InlineData("--lr={lr},{{{lr}}}", "--lr=<lr>,{<lr>}")]
    [InlineData("{{seed}}", "{seed}")]
    [InlineData("{{\"a\": {a}}}", "{\"a\": <a>}")]
    [InlineData("{}", "<>")]
    [InlineData("", "")]
    public void Placeholders_are_told_from_braces(string text, string filled)
    {
        var template = Template.Read(text, out var problem);

        Assert.Null(problem);
        Assert.Equal(filled, template.Fill(name => $"<{name}>"));
    }

    [Theory]
    [InlineData("{a", "a '{' without its '}': write {{ for a brace")]
    [InlineData("a{", "a '{' without its '}': write {{ for a brace")]
    [InlineData("{{{a", "a '{' without its '}': write {{ for a brace")]
    [InlineData("a}", "a '}' without its '{': write }} for a brace")]
    [InlineData("}{a}", "a '}' without its '{': write }} for a brace")]
    [InlineData("{a}}", "a '}' without its '{': write }} for a brace")]
    public void A_brace_without_its_other_is_a_problem(string text, string problem)
    {
        Template.Read(text, out var found);
        Assert.Equal(problem, found);
    }
}
