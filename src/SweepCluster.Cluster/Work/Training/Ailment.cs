namespace SweepCluster.Cluster.Work.Training;

/// <summary>Why a node cannot train a sweep for now, through no fault of its trials.</summary>
/// <param name="Reason">The reason, for the user.</param>
/// <param name="Patience">Ticks from one try to the next.</param>
/// <param name="Wait">Ticks until the next try; 0 or less when it is due.</param>
/// <param name="IsTrying">Whether a slot is trying; the others leave the sweep alone meanwhile.</param>
/// <param name="IsBetter">Whether the node has trained some epochs of it since then, so perhaps it can again.</param>
internal sealed record Ailment(string Reason, int Patience, int Wait, bool IsTrying, bool IsBetter)
{
    // One second at first, half a minute at last: soon enough for a cleared disk, rare enough for a broken one.
    private const int First = 2;
    private const int Last = 60;

    /// <summary>Whether the node does not ask for packs of the sweep now.</summary>
    public bool Avoids => (IsTrying || Wait > 0) && !IsBetter;

    /// <summary>The ailment after a failure, the first or another one.</summary>
    public static Ailment After(Ailment? before, string reason)
    {
        var patience = before is null ? First : Math.Min(2 * before.Patience, Last);
        return new(reason, patience, patience, false, false);
    }

    /// <summary>Whether a try has been due for long: the sweep is over, or others train it.</summary>
    public bool IsForgotten => !IsTrying && Wait <= -Last;

    /// <summary>The ailment one tick later.</summary>
    public Ailment Waited(bool isTrying) => this with
    {
        Wait = Wait - 1,
        IsTrying = isTrying,
        IsBetter = isTrying && IsBetter,
    };
}
