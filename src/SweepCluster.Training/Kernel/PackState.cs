using System.Numerics;
using System.Runtime.InteropServices;
using SweepCluster.Training.Kernel.Optimizers;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Kernel.Steps;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel;

/// <summary>Where a pack's numbers lie: parameters and slots of each trial, and what the optimizer is set to.</summary>
/// <remarks>
/// Lane block by lane block, [parameter][itself, slots…][lane]. Lanes that are left over in the last block repeat its
/// last trial and are never read.
/// </remarks>
internal sealed unsafe class PackState<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _lanes;
    private readonly int _record;
    private readonly int _parameters;
    private readonly int _trials;
    private readonly AlignedBuffer<T> _state;
    private readonly AlignedBuffer<T> _before;
    private readonly AlignedBuffer<T> _settings;
    private readonly AlignedBuffer<T> _shared;
    private readonly AlignedBuffer<T> _gradient;

    public PackState(IReadOnlyList<Hyperparameters> trials, int parameters, int lanes, int slots)
    {
        _trials = trials.Count;
        _lanes = lanes;
        _record = 1 + slots;
        _parameters = parameters;
        Blocks = (trials.Count + lanes - 1) / lanes;
        _state = new AlignedBuffer<T>(Blocks * BlockSize);
        _before = new AlignedBuffer<T>(Blocks * BlockSize);
        _settings = new AlignedBuffer<T>((long)Blocks * LaneSettings.Count * lanes);
        _shared = new AlignedBuffer<T>(SharedSettings.Count);
        _gradient = new AlignedBuffer<T>((long)parameters * lanes);
        WriteSettings(trials);
    }

    /// <summary>Lane blocks.</summary>
    public int Blocks { get; }

    /// <summary>Numbers kept for one trial.</summary>
    public int TrialSize => _parameters * _record;

    private long BlockSize => (long)_parameters * _record * _lanes;

    /// <summary>The part of a run that says where one lane block, or all of them, lie.</summary>
    public void Place(ref KernelRun<T> run, int firstBlock, int blocks)
    {
        run.State = _state.Pointer + firstBlock * BlockSize;
        run.Settings = _settings.Pointer + (long)firstBlock * LaneSettings.Count * _lanes;
        run.Shared = _shared.Pointer;
        run.Gradient = _gradient.Pointer;
        run.Blocks = blocks;
    }

    /// <summary>The lane block of a trial.</summary>
    public int BlockOf(int trial) => trial / _lanes;

    /// <summary>Keeps a copy of the state as it is now.</summary>
    public void Keep() => _state.CopyTo(_before);

    /// <summary>A copy of one block as it was kept, to train again from there.</summary>
    public AlignedBuffer<T> CopyOfKept(int block)
    {
        var copy = new AlignedBuffer<T>(BlockSize);
        NativeMemory.Copy(_before.Pointer + block * BlockSize, copy.Pointer, (nuint)(BlockSize * sizeof(T)));
        return copy;
    }

    /// <summary>Reads a trial's parameters.</summary>
    public void ReadParameters(int trial, Span<double> parameters)
    {
        for (var parameter = 0; parameter < _parameters; parameter++)
            parameters[parameter] = AsDouble(*At(trial, parameter * _record));
    }

    /// <summary>
    /// Whether all of a trial's parameters are finite in a block that lies at <paramref name="block"/>.
    /// </summary>
    public bool IsFinite(int trial, T* block)
    {
        for (var parameter = 0; parameter < _parameters; parameter++)
        {
            if (!T.IsFinite(block[parameter * _record * _lanes + trial % _lanes]))
                return false;
        }

        return true;
    }

    /// <summary>Reads a trial's parameters and slots.</summary>
    public void ReadTrial(int trial, Span<double> numbers)
    {
        for (var index = 0; index < TrialSize; index++)
            numbers[index] = AsDouble(*At(trial, index));
    }

    /// <summary>Writes a trial's parameters and slots.</summary>
    public void WriteTrial(int trial, ReadOnlySpan<double> numbers)
    {
        foreach (var lane in LanesOf(trial))
        {
            for (var index = 0; index < TrialSize; index++)
                *At(lane, index) = T.CreateTruncating(numbers[index]);
        }
    }

    /// <summary>Sets a trial's parameters and clears its slots.</summary>
    public void WriteParameters(int trial, ReadOnlySpan<double> parameters)
    {
        foreach (var lane in LanesOf(trial))
        {
            for (var index = 0; index < TrialSize; index++)
                *At(lane, index) = index % _record == 0 ? T.CreateTruncating(parameters[index / _record]) : T.Zero;
        }
    }

    public void Dispose()
    {
        _state.Dispose();
        _before.Dispose();
        _settings.Dispose();
        _shared.Dispose();
        _gradient.Dispose();
    }

    /// <summary>As double; NaN in one form, because its sign and payload differ between vector widths.</summary>
    private static double AsDouble(T value) => T.IsNaN(value) ? double.NaN : double.CreateTruncating(value);

    private T* At(int lane, int index) => _state.Pointer + BlockOf(lane) * BlockSize + index * _lanes + lane % _lanes;

    private IEnumerable<int> LanesOf(int trial) =>
        trial < _trials - 1 ? [trial] : Enumerable.Range(trial, Blocks * _lanes - trial);

    private void WriteSettings(IReadOnlyList<Hyperparameters> trials)
    {
        for (var setting = 0; setting < SharedSettings.Count; setting++)
            _shared.Pointer[setting] = T.CreateTruncating(SharedSettings.Of(trials[0], (SharedSetting)setting));
        for (var lane = 0; lane < Blocks * _lanes; lane++)
        {
            var trial = trials[Math.Min(lane, _trials - 1)];
            var to = _settings.Pointer + (long)BlockOf(lane) * LaneSettings.Count * _lanes + lane % _lanes;
            for (var setting = 0; setting < LaneSettings.Count; setting++)
                to[setting * _lanes] = T.CreateTruncating(LaneSettings.Of(trial, (LaneSetting)setting));
        }
    }
}
