using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Objectives.Tables;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Reading;

/// <summary>Reads the <c>model</c> block.</summary>
internal static class ModelReader
{
    private const int MostUnits = 1024;

    /// <summary>Reads the block and checks that it fits the data.</summary>
    public static LayerSpec Read(Block model, DatasetReading data)
    {
        model.OnlyKnownKeys();
        var units = model.Read("units", ValueParsers.Whole(1, MostUnits), 1);
        if (units.IsSound && data.Targets is { } targets && units.Value != targets)
        {
            model.Refuse("units", units.IsGiven ? units.Origin : data.Origin,
                $"{units.Value} unit(s) for {targets} target(s): write units = {targets}");
        }

        var weights = data.Features * data.Targets;
        var kernel = Initializer(
            model, "kernel-initializer", KernelWords, weights, "features times units, row by row");
        var bias = Initializer(model, "bias-initializer", BiasWords, data.Targets, "one per unit");
        return new LayerSpec(units.Value, model.Read("use-bias", ValueParsers.Switch, true).Value, kernel, bias);
    }

    private static ImmutableArray<(string Word, Initializer Value)> KernelWords => LinearWords.KernelInitializers;

    private static ImmutableArray<(string Word, Initializer Value)> BiasWords { get; } = KernelWords[1..3];

    private static Initializer Initializer(
        Block model,
        string key,
        ImmutableArray<(string Word, Initializer Value)> words,
        int? length,
        string lengthMeans)
    {
        if (model.Find(key)?.Value is HoconArray list)
            return Explicit(model, key, list, length, lengthMeans) ?? words[0].Value;
        var names = words.Select(w => w.Word).ToList();
        var right = ValueParsers.Listed([.. names, "a list of numbers"]);
        var parser = new ValueParser<Initializer>(right, TryRead) { Words = [.. names] };
        return model.Read(key, parser, words[0].Value).Value;

        bool TryRead(HoconScalar scalar, out Initializer value)
        {
            var index = names.IndexOf(scalar.Text);
            value = words[Math.Max(0, index)].Value;
            return index >= 0;
        }
    }

    private static Initializer.Explicit? Explicit(
        Block model, string key, HoconArray list, int? length, string lengthMeans)
    {
        if (length is { } needed && list.Items.Length != needed)
            model.Refuse(key, list.Origin, $"found {list.Items.Length} number(s): write {needed} ({lengthMeans})");
        return model.ReadAll(key, list, ValueParsers.Finite) is { } items
            ? new Initializer.Explicit([.. items.Select(i => i.Value)])
            : null;
    }
}
