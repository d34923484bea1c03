using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Components;
using SweepCluster.Dashboard.Live;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Dashboard.Tests.Components;

public sealed class SweepControlsTests : BunitContext
{
    [Fact]
    public void Cancelling_needs_a_confirmation()
    {
        var connection = new RecordingConnection();
        var controls = Rendered(connection, SweepPhase.Running);

        Button(controls, "Cancel…").Click();
        Assert.Empty(connection.Told);
        JSInterop.VerifyFocusAsyncInvoke();
        Button(controls, "No, keep it").Click();
        Assert.Empty(connection.Told);
        Button(controls, "Cancel…").Click();
        Button(controls, "Yes, cancel it").Click();
        Assert.Equal([new SweepProtocol.CancelSweep("a")], connection.Told);
    }

    [Theory]
    [InlineData(SweepPhase.Running, 0, 0, "Pause", "Cancel…")]
    [InlineData(SweepPhase.Paused, 0, 0, "Resume", "Cancel…")]
    [InlineData(SweepPhase.Running, 2, 0, "Pause", "Cancel…", "Retry failed")]
    [InlineData(SweepPhase.Finished, 0, 0)]
    [InlineData(SweepPhase.Cancelled, 1, 3, "Retry failed", "Train cancelled")]
    public void Only_controls_that_make_sense_now_are_offered(
        SweepPhase phase, long failed, long cancelled, params string[] offered)
    {
        var controls = Rendered(new RecordingConnection(), phase, failed, cancelled);
        Assert.Equal(offered, controls.FindAll("button").Select(button => button.TextContent));
    }

    [Fact]
    public void A_refusal_is_shown_in_the_clusters_words()
    {
        var controls = Rendered(new RecordingConnection("<b>no</b>"), SweepPhase.Running);

        Button(controls, "Pause").Click();
        Assert.Equal("<b>no</b>", controls.Find("[role=status]").TextContent);
    }

    private IRenderedComponent<SweepControls> Rendered(
        RecordingConnection connection, SweepPhase phase, long failed = 0, long cancelled = 0)
    {
        Services.AddSingleton(new LiveCluster(connection, TimeProvider.System));
        var status = new SweepStatus(
            "a", phase, new Account(9, 2, 0, 0, failed, cancelled), 0, 0, 1, DateTimeOffset.UnixEpoch, "",
            Highlights.None);
        return Render<SweepControls>(parameters => parameters.Add(it => it.Status, status));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<SweepControls> controls, string text) =>
        controls.FindAll("button").First(button => button.TextContent == text);
}
