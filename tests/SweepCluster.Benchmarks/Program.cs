using System.Globalization;
using BenchmarkDotNet.Running;
using SweepCluster.Benchmarks;
using SweepCluster.Benchmarks.Searching;
using SweepCluster.Objectives.Linear;
using SweepCluster.Sweeps.Spec;

ObjectiveKinds.Use([LinearKind.Instance]);
if (args is ["quick"])
    QuickMeasure.Run(Console.Out);
else if (args is ["kernels"])
    KernelTable.Print(Console.Out);
else if (args is ["peers"])
    PeerMeasure.Run(Console.Out);
else if (args is ["data"])
    await DataMeasure.RunAsync(Console.Out);
else if (args is ["data-server", var folder])
    await DataMeasure.ServeAsync(folder, Console.In, Console.Out);
else if (args is ["workers", var coordinator, var workers, var slots, var milliseconds])
    await WorkersMeasure.RunAsync(
        coordinator, Number(workers), Number(slots), TimeSpan.FromMilliseconds(Number(milliseconds)), Console.In,
        Console.Out);
else if (args is ["packs", var runs, .. var sizes])
    await PacksMeasure.RunAsync(Number(runs), sizes.Select(Number), Console.Out);
else if (args is ["prepare"])
    PrepareMeasure.Serve(Console.In, Console.Out);
else if (args is ["explaining", var dataSets, var trialsPerSet])
    ExplainingMeasure.Run(dataSets, Number(trialsPerSet), measures: true, Console.Out);
else if (args is ["explaining-forecast", var sets, var ofEach])
    ExplainingMeasure.Run(sets, Number(ofEach), measures: false, Console.Out);
else if (args is ["state"])
    StateMeasure.Run(Console.Out);
else if (args is ["search-time", .. var timed])
    ProposalMeasure.Run(timed, Console.Out);
else if (args is ["schedules", var curves, var orders, .. var schedulers])
    ScheduleMeasure.Run(curves, Number(orders), schedulers, Console.Out);
else if (args is ["search", var seeds, .. var samplers])
    SearchMeasure.Run(samplers, Number(seeds), Console.Out);
else
    BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
