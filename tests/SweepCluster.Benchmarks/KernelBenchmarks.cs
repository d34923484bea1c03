using BenchmarkDotNet.Attributes;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Model;

namespace SweepCluster.Benchmarks;

/// <summary>Time of one update of one trial in a pack of 64, shuffling included.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks : IDisposable
{
    private const int Trials = 64;

    // A batch of 1024 rows of 256 features is two megabytes.
    private const int Updates = 64;

    private IPackTraining? _training;

    /// <summary>The update rule.</summary>
    [ParamsAllValues]
    public OptimizerKind Optimizer { get; set; }

    /// <summary>Features per row.</summary>
    [Params(1, 4, 16, 64, 256)]
    public int Features { get; set; }

    /// <summary>Rows per batch.</summary>
    [Params(1, 8, 32, 256, 1024)]
    public int BatchSize { get; set; }

    /// <summary>Lays out the pack.</summary>
    [GlobalSetup]
    public void Begin()
    {
        var pack = KernelSample.Pack(Optimizer, Features, BatchSize, Trials, Updates * BatchSize);
        _training = PackRun.Begin(pack, LaneWidths.Widest, new EpochStore(0));
    }

    /// <summary>One epoch.</summary>
    [Benchmark(OperationsPerInvoke = Trials * Updates)]
    public void Train() => _training!.TrainEpoch(CancellationToken.None);

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        _training?.Dispose();
        GC.SuppressFinalize(this);
    }
}
