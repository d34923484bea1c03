using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Dashboard.Components.Submitting;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Watchers;
using SweepCluster.Problems;

namespace SweepCluster.Dashboard.Tests.Components.Submitting;

public sealed class SweepEditorTests : BunitContext
{
    private const string Text =
        "sweep {\n  name = x\n  dataset { synthetic { target = difference } }\n  training { epoch = 3 }\n}";

    [Fact]
    public void A_problem_is_shown_beside_its_line_and_in_the_list()
    {
        var editor = Rendered(Wrong());

        Assert.Equal(["4"], editor.FindAll(".lines .wrong").Select(line => line.TextContent.Trim()));
        var beside = Assert.Single(editor.FindAll(".beside"));
        Assert.Contains("no such key: the nearest is epochs", beside.TextContent, StringComparison.Ordinal);
        Assert.Equal("--line:3;--column:27", beside.GetAttribute("style"));
        Assert.Contains(
            editor.FindAll("[role=alert] li"),
            problem => problem.TextContent.Contains("line 4", StringComparison.Ordinal));
        Assert.Equal("true", editor.Find("textarea").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void The_list_leads_to_the_line()
    {
        var script = JSInterop.SetupModule("/assets/dashboard.js");
        script.SetupVoid("goToLine", _ => true).SetVoidResult();
        var editor = Rendered(Wrong());

        editor.FindAll("[role=alert] button").First(button => button.TextContent == "line 4").Click();
        Assert.Equal(4, script.VerifyInvoke("goToLine").Arguments[1]);
    }

    [Fact]
    public void A_problem_in_no_line_of_the_file_is_only_in_the_list()
    {
        var editor = Rendered([new Problem("table.csv:7", "y", "<b>no number</b>")]);

        Assert.Empty(editor.FindAll(".beside"));
        Assert.Equal("table.csv:7: y: <b>no number</b>", editor.Find("[role=alert] li").TextContent.Trim());
        Assert.Empty(editor.FindAll("li b"));
    }

    private static IReadOnlyList<Problem> Wrong() =>
        Assert.Throws<InvalidInputException>(() => UploadReader.Read(new SweepUpload(Text))).Problems;

    private IRenderedComponent<SweepEditor> Rendered(IReadOnlyList<Problem> problems)
    {
        Services.AddScoped<PageScript>();
        return Render<SweepEditor>(parameters => parameters.Add(it => it.Text, Text).Add(it => it.Problems, problems));
    }
}
