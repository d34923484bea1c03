using SweepCluster.Cluster.Node;

namespace SweepCluster.Cluster.Wire;

/// <summary>The messages at a node's door.</summary>
internal static class DoorForms
{
    /// <summary>All of them.</summary>
    public static WireForm[] All { get; } =
    [
        WireForm.Of<Door.Knock, Format.Nothing>("knock.1", _ => new Format.Nothing(), _ => new Door.Knock()),
        WireForm.Of<Door.Answer, Format.DoorAnswer>(
            "answer.1",
            m => new Format.DoorAnswer
            {
                Address = m.Address, IsCoordinator = m.IsCoordinator, Coordinators = { m.Coordinators },
            },
            f => new Door.Answer(f.Address, f.IsCoordinator, [.. f.Coordinators])),
    ];
}
