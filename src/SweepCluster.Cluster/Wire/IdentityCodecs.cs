using SweepCluster.Cluster.Forming;

namespace SweepCluster.Cluster.Wire;

/// <summary>The messages that ask and tell which node answers at an address.</summary>
internal static class IdentityCodecs
{
    /// <summary>All of them.</summary>
    public static WireCodec[] All { get; } =
    [
        WireCodec.Of<NodeIdentity.Identify, Format.Nothing>(
            "knock.1", _ => new Format.Nothing(), _ => new NodeIdentity.Identify()),
        WireCodec.Of<NodeIdentity.Answer, Format.DoorAnswer>(
            "answer.1",
            m => new Format.DoorAnswer
            {
                Address = m.Address, IsCoordinator = m.IsCoordinator, Coordinators = { m.Coordinators },
            },
            f => new NodeIdentity.Answer(f.Address, f.IsCoordinator, [.. f.Coordinators])),
    ];
}
