using BenchmarkDotNet.Running;
using SweepCluster.Benchmarks;

if (args is ["quick"])
    QuickMeasure.Run(Console.Out);
else if (args is ["peers"])
    PeerMeasure.Run(Console.Out);
else if (args is ["state"])
    StateMeasure.Run(Console.Out);
else
    BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
