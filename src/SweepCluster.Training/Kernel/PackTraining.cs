using System.Numerics;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Kernel.Steps;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel;

/// <summary>Trains a pack epoch by epoch in one precision.</summary>
internal sealed class PackTraining<T> : IPackTraining
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TrialPack _pack;
    private readonly ILaneKernel<T> _kernel;
    private readonly PackState<T> _state;
    private readonly EpochFeed<T> _feed;
    private FeedPosition _before;

    public PackTraining(TrialPack pack, LaneWidth width, EpochStore store)
    {
        _pack = pack;
        _kernel = KernelCatalog.For<T>(width, pack.Shared.Optimizer, pack.Shared.Loss, pack.Layout);
        _state = new PackState<T>(pack.Trials, pack.Parameters, _kernel.Lanes, _kernel.StateSlots);
        _feed = new EpochFeed<T>(pack, width, store, _kernel, OperationsPerStep());
        var initial = Initializers.Draw(pack.Layer, pack.Rows.FeatureCount, pack.SweepSeed, pack.Repeat);
        for (var trial = 0; trial < pack.Trials.Count; trial++)
            _state.WriteParameters(trial, initial);
    }

    public int Epochs { get; private set; }

    public int TrialSize => _state.TrialSize;

    public void TrainEpoch(CancellationToken cancellation)
    {
        _feed.Begin(Epochs, cancellation);
        _before = _feed.Position;
        _state.Keep();
        var run = NewRun(0, _state.Blocks);
        while (_feed.Next(int.MaxValue, ref run))
        {
            cancellation.ThrowIfCancellationRequested();
            _kernel.Run(run);
        }

        Epochs++;
    }

    public void ReadParameters(int trial, Span<double> parameters) => _state.ReadParameters(trial, parameters);

    public void ReadTrial(int trial, Span<double> state) => _state.ReadTrial(trial, state);

    public void WriteTrial(int trial, ReadOnlySpan<double> state) => _state.WriteTrial(trial, state);

    public void SkipTo(int epochs)
    {
        _feed.SkipTo(epochs);
        Epochs = epochs;
    }

    public unsafe long FirstNonFiniteUpdate(int trial)
    {
        var after = _feed.Position;
        using var replay = _state.CopyOfKept(_state.BlockOf(trial));
        var run = NewRun(_state.BlockOf(trial), 1);
        run.State = replay.Pointer;
        _feed.Position = _before;
        while (_state.IsFinite(trial, replay.Pointer) && _feed.Next(1, ref run))
            _kernel.Run(run);
        var found = _feed.Position.Updates;
        _feed.Position = after;
        return found;
    }

    public void Dispose()
    {
        _feed.Dispose();
        _state.Dispose();
    }

    private KernelRun<T> NewRun(int firstBlock, int blocks)
    {
        var run = new KernelRun<T>
        {
            Features = _pack.Rows.FeatureCount,
            Units = _pack.Layer.Units,
            UseBias = _pack.Layer.UseBias,
        };
        _state.Place(ref run, firstBlock, blocks);
        return run;
    }

    /// <summary>
    /// Roughly the lane operations of a step: two for each row and parameter, about ten for each update.
    /// </summary>
    private long OperationsPerStep()
    {
        var rows = _pack.Layout == BatchLayout.Factor ? _pack.Parameters / _pack.Layer.Units : 2L * _pack.BatchRows;
        return _pack.Parameters * (rows + 10) * _state.Blocks * _kernel.Lanes;
    }
}
