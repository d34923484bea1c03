using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Wire;

/// <summary>Translates the status of sweeps and nodes into protobuf messages, and back.</summary>
internal static class StatusCodec
{
    public static Format.SweepList ToWire(SweepProtocol.SweepList list) => new()
    {
        Sweeps = { list.Sweeps.Select(ToWire) },
    };

    public static SweepProtocol.SweepList FromWire(Format.SweepList wire) => new([.. wire.Sweeps.Select(FromWire)]);

    public static Format.StatusReply ToWire(SweepProtocol.StatusReply reply) => new()
    {
        Status = ToWire(reply.Status),
        Text = reply.Text,
        Fingerprint = reply.Fingerprint,
    };

    public static SweepProtocol.StatusReply FromWire(Format.StatusReply wire) =>
        new(wire.Status.SweepId, FromWire(wire.Status), wire.Text, wire.Fingerprint);

    public static Format.NodeList ToWire(SweepProtocol.NodeList list) => new()
    {
        Nodes =
        {
            list.Nodes.Select(node => new Format.NodeStatus
            {
                Address = node.Address,
                Role = node.Role,
                State = node.State,
                Slots = node.Slots,
                Busy = node.Busy,
                UpdatesPerSecond = node.UpdatesPerSecond,
                Problem = node.Problem,
                Gpus = node.Gpus,
                AllowsPrograms = node.AllowsPrograms,
            }),
        },
    };

    public static SweepProtocol.NodeList FromWire(Format.NodeList wire) => new(
        [.. wire.Nodes.Select(node => new NodeStatus(
            node.Address, node.Role, node.State, node.Slots, node.Busy, node.UpdatesPerSecond)
        {
            Problem = node.Problem,
            Gpus = node.Gpus,
            AllowsPrograms = node.AllowsPrograms,
        })]);

    private static Format.SweepStatus ToWire(SweepStatus status)
    {
        var wire = new Format.SweepStatus
        {
            SweepId = status.SweepId,
            Phase = (Format.SweepPhase)(status.Phase + 1),
            Account = AccountFormat.ToWire(status.Account),
            Running = status.Running,
            Packs = status.Packs,
            Priority = status.Priority,
            SubmittedAt = EventFormat.Ticks(status.SubmittedAt),
            Problem = status.Problem,
            Verdicts = { status.Highlights.Verdicts },
            Best =
            {
                status.Highlights.Best.Select(top => new Format.TopTrial
                {
                    Place = top.Place,
                    Objective = top.Objective,
                    Trial = top.Proposed is { } trial ? RoundFormat.ToWire(trial) : null,
                }),
            },
            AccountUnknown = !status.IsAccountKnown,
            Course = CourseFormat.ToWire(status.Course),
        };
        if (status.SecondsLeft is { } left)
            wire.SecondsLeft = left;
        return wire;
    }

    private static SweepStatus FromWire(Format.SweepStatus wire) => new(
        wire.SweepId,
        (SweepPhase)(wire.Phase - 1),
        AccountFormat.FromWire(wire.Account),
        wire.Running,
        wire.Packs,
        wire.Priority,
        EventFormat.Time(wire.SubmittedAt),
        wire.Problem,
        new Highlights([.. wire.Verdicts],
        [
            .. wire.Best.Select(top => new TopTrial(top.Place, top.Objective)
            {
                Proposed = top.Trial is { } trial ? RoundFormat.FromWire(trial) : null,
            }),
        ]))
    {
        IsAccountKnown = !wire.AccountUnknown,
        SecondsLeft = wire.HasSecondsLeft ? wire.SecondsLeft : null,
        Course = wire.Course is null ? SweepCourse.Unknown : CourseFormat.FromWire(wire.Course),
    };
}
