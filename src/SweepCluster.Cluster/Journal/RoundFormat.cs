using SweepCluster.Search;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Journal;

/// <summary>Translates proposed trials into their protobuf messages, and back.</summary>
internal static class RoundFormat
{
    public static Format.Round ToWire(Round round) => new()
    {
        FirstPlace = round.FirstPlace,
        Trials = { round.Trials.Select(ToWire) },
        Groups = { round.GroupSizes },
    };

    public static Round FromWire(Format.Round wire) =>
        new(wire.FirstPlace, [.. wire.Trials.Select(FromWire)], [.. wire.Groups]);

    public static Format.ProposedTrial ToWire(Trial trial) => new()
    {
        Id = trial.Id,
        Place = trial.Place,
        Configuration = trial.Configuration.Index,
        Repeat = trial.Repeat,
        Values = { trial.Configuration.Values.Select(ToWire) },
        Rung = trial.Rung,
        Steps = trial.Steps ?? 0,
        Limits = { trial.Limits },
    };

    public static Trial FromWire(Format.ProposedTrial wire) => new(
        wire.Id, new Configuration(wire.Configuration, [.. wire.Values.Select(FromWire)]), wire.Repeat)
    {
        Place = wire.Place,
        Rung = wire.Rung,
        Steps = wire.Steps == 0 ? null : wire.Steps,
        Limits = [.. wire.Limits],
    };

    public static Format.Schedule? ToWire(SchedulePlan? schedule) => schedule is null ? null : new()
    {
        Word = schedule.Rules.Word,
        Reduction = schedule.Rules.Reduction,
        Smallest = schedule.Rules.Smallest,
        Full = schedule.Rules.Full,
        Configurations = schedule.Configurations,
        Repeats = schedule.Repeats,
        Curve = (schedule.Curve + 1) ?? 0,
    };

    public static SchedulePlan? FromWire(Format.Schedule? wire) => wire is null ? null : new(
        new SchedulerRules(wire.Word, wire.Reduction, wire.Smallest, wire.Full),
        wire.Configurations,
        wire.Repeats,
        wire.Curve == 0 ? null : wire.Curve - 1);

    private static Format.Setting ToWire(SettingValue value) =>
        value.IsNone ? new()
        : value.IsWord ? new() { Word = value.ToString() }
        : new() { Number = value.Number };

    private static SettingValue FromWire(Format.Setting wire) => wire.ValueCase switch
    {
        Format.Setting.ValueOneofCase.Number => SettingValue.Of(wire.Number),
        Format.Setting.ValueOneofCase.Word => SettingValue.Of(wire.Word),
        Format.Setting.ValueOneofCase.None => SettingValue.None,
        _ => throw new ArgumentOutOfRangeException(nameof(wire), wire.ValueCase, "No such value."),
    };
}
