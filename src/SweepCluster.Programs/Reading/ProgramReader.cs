using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SweepCluster.Hocon;
using SweepCluster.Problems;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Saying;
using SweepCluster.Programs.Serving;
using SweepCluster.Programs.Spec;
using SweepCluster.Search;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Reading;

/// <summary>Reads the block <c>program</c> and checks it against the search space.</summary>
/// <param name="Program">The block.</param>
/// <param name="Space">The search space as read.</param>
/// <param name="Files">Finds files.</param>
internal sealed record ProgramReader(Block Program, SearchSpaceReading Space, FileFinder Files)
{
    private const string Args = $"{{{Placeholders.Arguments}}}";
    private const string RunExample = "run = [python3, train.py, \"{args}\"]";

    private static readonly string[] OfOneTrial = ["flag", "pattern", "checkpoints", "keep"];

    private static ValueParser<string> AnyText { get; } =
        new("a text", (HoconScalar scalar, out string value) =>
        {
            value = scalar.Text;
            return !value.Contains('\0', StringComparison.Ordinal);
        });

    private static ValueParser<string> Variable { get; } =
        new("the name of an environment variable", (HoconScalar scalar, out string value) =>
        {
            value = scalar.Text;
            return IsVariable(value);
        });

    private static ValueParser<string> Pattern { get; } = new(
        "a file's name or a pattern such as \"lib/**\", relative to the folder",
        (HoconScalar scalar, out string value) =>
        {
            value = scalar.Text;
            return value.Length > 0 && !value.Any(char.IsControl)
                && !Path.IsPathRooted(value) && !value.Split('/', '\\').Contains("..");
        });

    private int? Budget { get; } =
        Program.Find("budget") is null ? null : Program.Read("budget", ValueParsers.Whole(1), 1).Value;

    private bool KeepsCheckpoints { get; } = Program.Read("checkpoints", ValueParsers.Switch, false).Value;

    /// <summary>Reads it; what it returns counts only if no problem was reported.</summary>
    public ProgramSpec Read((string Name, Sweeps.Outcomes.Direction Direction) metric)
    {
        Program.OnlyKnownKeys();
        ParameterNames.Check(Space, metric.Name);
        var resources = Program.Inner("resources").OnlyKnownKeys();
        var taken = new TrialResources(
            resources.Read("slots", ValueParsers.Whole(1, 1024), TrialResources.Usual.Slots).Value,
            resources.Read("gpus", ValueParsers.Whole(0, 1024), TrialResources.Usual.Gpus).Value);
        var serve = Program.Read("serve", ValueParsers.Switch, false).Value;
        if (serve)
            OnlyWhatServes(metric.Name);
        return new ProgramSpec
        {
            Metric = metric.Name,
            Direction = metric.Direction,
            Run = Run(taken.Gpus > 0),
            Serve = serve,
            Flags = serve ? [] : Flags(),
            Folder = Files.Place(Program.Read("folder", ValueParsers.Text("a folder's path, in quotes"), ".").Value),
            Files = Texts("files", Pattern, []),
            Keep = serve ? [] : Texts("keep", Pattern, []),
            Environment = Environment(Program.Inner("environment")),
            Inherit = Texts("inherit", Variable, ProgramSpec.DefaultInherit),
            Secret = Texts("secret", Variable, []),
            Timeout = Program.Read("timeout", Durations.Parser, TimeSpan.Zero).Value,
            Silence = Program.Read("silence", Durations.Parser, TimeSpan.Zero).Value,
            Grace = Program.Read("grace", Durations.Parser, ProgramSpec.DefaultGrace).Value,
            MostAttempts = Program.Read("attempts", ValueParsers.Whole(1), ProgramSpec.DefaultAttempts).Value,
            TakenResources = taken,
            KeepsCheckpoints = KeepsCheckpoints,
            Budget = Budget,
            Memory = resources.Read("memory", ByteSizes.Parser, 0).Value,
            Result = Program.Read("result", ValueParsers.Word(ProgramWords.Results), ResultRule.Last).Value,
            Pattern = serve ? null : MetricPattern(metric.Name),
        };
    }

    private ImmutableArray<string> Run(bool hasGpus)
    {
        if (Program.Find("run") is not { } run)
        {
            if (Program.IsSound)
                Program.Refuse("run", Program.Origin, $"missing: write {RunExample}");
            return [];
        }

        var items = Texts("run", AnyText, []);
        if (run.Value is HoconArray { Items: [] or [HoconScalar { Text: "" or Args }, ..] })
            Program.Refuse("run", run.Origin, $"names no program: write {RunExample}");
        foreach (var item in items)
            Check(item, run.Origin, hasGpus);
        return items;
    }

    private void Check(string item, Origin origin, bool hasGpus)
    {
        var template = Template.Read(item, out var problem);
        ImmutableArray<string> known = [.. Placeholders.All, .. Space.Keys.Order(StringComparer.Ordinal)];
        foreach (var name in template.Names.Where(name => !known.Contains(name)))
            problem ??= $"{{{Shown.Plain(name)}}} is no placeholder: the nearest is {{{Nearest.To(name, known)}}}; "
                + "write {{ for a brace";
        if (template.Names.Contains(Placeholders.CheckpointFolder) && !KeepsCheckpoints)
            problem ??= $"{{{Placeholders.CheckpointFolder}}} is there only with checkpoints = on: add that to program";
        if (template.Names.Contains(Placeholders.Budget) && Budget is null && !Space.Keys.Contains(Placeholders.Budget))
            problem ??= "{budget} is there only with budget = 81, say, the steps of a trial: add that to program";
        if (template.Names.Contains(Placeholders.Arguments) && template.Parts.Length > 1)
            problem ??= "{args} becomes one argument for each parameter: write it alone, as \"{args}\"";
        if (!hasGpus && template.Names.Contains(Placeholders.Gpus) && !Space.Keys.Contains(Placeholders.Gpus))
            problem ??= "{gpus} is empty without GPUs: write resources { gpus = 1 }";
        if (problem is not null)
            Program.Refuse("run", origin, $"{Shown.Plain(Shown.Quoted(item))}: {problem}");
    }

    // One process runs all trials: nothing of its command can differ from trial to trial.
    private void OnlyWhatServes(string metric)
    {
        if (Program.Find("run")?.Value is HoconArray run)
        {
            var placeholder = run.Items.OfType<HoconScalar>()
                .SelectMany(item => Template.Read(item.Text, out _).Names).FirstOrDefault();
            if (placeholder is not null)
                Program.Refuse("run", Program.OriginOf("run"),
                    $"{{{Shown.Plain(placeholder)}}} differs from trial to trial, and with serve = on one process "
                    + "runs many: leave it out, and read the trials from standard input");
        }

        foreach (var key in OfOneTrial.Where(key => Program.Find(key)?.Value is not (null or HoconArray { Items: [] })))
            Program.Refuse(key, Program.OriginOf(key), "with serve = on, the program reads and writes lines of JSON, "
                + $"which need no {key}: leave it out");
        if (ServedWords.OfAnswers.Contains(metric))
            Program.Refuse("serve", Program.OriginOf("serve"),
                $"the answers of such a program have a {metric} already: have it call its metric something else");
    }

    private ImmutableArray<string> Flags()
    {
        var flags = Texts("flag", AnyText, []);
        foreach (var flag in flags.Where(flag => !Space.Keys.Contains(flag)))
            Program.Refuse("flag", Program.OriginOf("flag"), $"{Shown.Plain(flag)} is no axis of the search space");
        foreach (var found in Space.Axes.Where(found => flags.Contains(found.Axis.Name)))
        {
            if (found.Axis.Domain is not Domain.Choice list
                || list.Values.Any(value => TrialValues.SwitchOf(value) is null))
                Space.Block.Refuse(found.Axis.Name, found.Origin, "it is a flag: write [on, off]");
        }

        return flags;
    }

    private static ImmutableSortedDictionary<string, string> Environment(Block block)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var field in block.Fields)
        {
            if (!IsVariable(field.Key))
                block.Refuse(field.Key, field.Origin, $"write {Variable.Right}");
            else
                all[field.Key] = block.Read(field.Key, AnyText, "").Value;
        }

        return all.ToImmutable();
    }

    private string? MetricPattern(string metric)
    {
        var found = Program.Read("pattern", AnyText, "");
        if (!found.IsGiven || !found.IsSound)
            return null;
        try
        {
            _ = SaidLine.OfPattern(found.Value);
            var names = SaidLine.NamesOf(new Regex(found.Value));
            if (metric.Length > 0 && !names.Contains(metric))
                Program.Refuse("pattern", found.Origin, $"it has no group (?<{metric}>...) for the metric"
                    + (IsVariable(metric) ? "" : ", and no group can have such a name"));
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            Program.Refuse("pattern", found.Origin, $"no regular expression: {wrong.Message}");
        }

        return found.Value;
    }

    private ImmutableArray<string> Texts(string key, ValueParser<string> parser, ImmutableArray<string> fallback)
    {
        switch (Program.Find(key)?.Value)
        {
            case null:
                return fallback;
            case HoconArray list:
                return Program.ReadAll(key, list, parser) is { } items ? [.. items.Select(item => item.Value)] : [];
            case HoconBroken:
                return fallback;
            case var other:
                Program.Refuse(key, other.Origin, $"found {NodeText.Of(other)}: write a list, such as [a, b]");
                return fallback;
        }
    }

    private static bool IsVariable(string text) => text.Length > 0
        && (char.IsAsciiLetter(text[0]) || text[0] == '_')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
