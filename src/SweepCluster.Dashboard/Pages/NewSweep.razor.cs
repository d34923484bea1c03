using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using SweepCluster.Cluster.Client;
using SweepCluster.Dashboard.Components.Submitting;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Planning;
using SweepCluster.Dashboard.Wording;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Dashboard.Pages;

/// <summary>
/// Takes a sweep file and its data, says what is wrong with them or what they would take, and starts the sweep.
/// </summary>
public sealed partial class NewSweep : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _gone;
    private readonly BroughtData _data = new();
    private string _text = "";
    private int _priority = 1;
    private ImmutableArray<Problem> _problems = [];
    private SweepForecast? _forecast;
    private string _doing = "";
    private bool _isBusy;

    /// <summary>An empty page.</summary>
    public NewSweep() => _gone = _stop.Token;

    [Inject]
    private LiveCluster Cluster { get; set; } = null!;

    [Inject]
    private SweepForecaster Forecaster { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _data.Dispose();
    }

    private SweepUpload Upload => new(_text, _data.Path, Math.Max(1, _priority));

    private void Change(string text) => (_text, _problems, _forecast) = (text, [], null);

    private Task ReadFileAsync(InputFileChangeEventArgs chosen) => DoAsync("Reading the sweep file…", async () =>
    {
        Change(await BroughtData.ReadTextAsync(chosen.File, _gone));
        return $"{Shown.Plain(chosen.File.Name)} is in the editor.";
    });

    private Task ReadDataAsync(InputFileChangeEventArgs chosen) => DoAsync("Receiving the data…", async () =>
    {
        await _data.TakeAsync(chosen.File, _gone);
        return $"{Shown.Plain(chosen.File.Name)} is here, {chosen.File.Size:N0} bytes.";
    });

    private Task ForecastAsync() => DoAsync("Measuring this machine…", async () =>
    {
        _forecast = await Forecaster.ForecastAsync(Upload, _gone);
        return "";
    });

    private Task StartAsync() => DoAsync("Sending it to the cluster…", async () =>
    {
        var (sweepId, _) = await Cluster.SubmitAsync(Upload, _gone);
        Navigation.NavigateTo(Addresses.Of(sweepId));
        return "";
    });

    // A failure is shown on this page, where the user can correct it.
    private async Task DoAsync(string doing, Func<Task<string>> work)
    {
        (_isBusy, _doing, _problems, _forecast) = (true, doing, [], null);
        StateHasChanged();
        try
        {
            _doing = await work();
        }
        catch (InvalidInputException invalid)
        {
            (_doing, _problems) = ("", [.. invalid.Problems]);
        }
        catch (Exception cause) when (cause is RefusedException or NoClusterException or IOException)
        {
            _doing = cause.Message;
        }
        catch (Exception cause) when (MemoryWords.IsOutOfMemory(cause))
        {
            _doing = MemoryWords.UsedUp(Room.Here("."));
        }
        finally
        {
            _isBusy = false;
        }
    }
}
