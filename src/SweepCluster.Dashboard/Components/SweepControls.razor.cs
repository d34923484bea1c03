using Microsoft.AspNetCore.Components;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Components;

/// <summary>Pauses, resumes, cancels and retries a sweep; asks before it cancels.</summary>
public sealed partial class SweepControls
{
    private ElementReference _keep;
    private bool _asksToCancel;
    private bool _hasJustAsked;
    private bool _isTold;
    private string _refusal = "";

    /// <summary>How the sweep stands.</summary>
    [Parameter, EditorRequired]
    public required SweepStatus Status { get; set; }

    [Inject]
    private LiveCluster Cluster { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Focus goes to the harmless answer.
        if (_hasJustAsked)
            await _keep.FocusAsync();
        _hasJustAsked = false;
    }

    private void AskToCancel() => _asksToCancel = _hasJustAsked = true;

    private async Task TellAsync(Task command)
    {
        (_asksToCancel, _isTold, _refusal) = (false, true, "");
        try
        {
            await command;
        }
        catch (Exception cause) when (cause is RefusedException or NoClusterException)
        {
            _refusal = cause.Message;
        }

        _isTold = false;
    }

    private string Label(string verb) => $"{verb} {Status.SweepId}";
}
