namespace SweepCluster.Cluster.Work;

/// <summary>Why a node cannot train a sweep for now, for no fault of its trials.</summary>
/// <param name="Reason">In words.</param>
/// <param name="Patience">Ticks from one try to the next.</param>
/// <param name="Wait">Ticks until the next try; 0 and less when it is due.</param>
/// <param name="IsTrying">Whether a slot tries it; the others leave the sweep alone meanwhile.</param>
/// <param name="IsBetter">Whether it has trained some epochs since: perhaps it can again.</param>
internal sealed record Ailment(string Reason, int Patience, int Wait, bool IsTrying, bool IsBetter)
{
    // A second at first, half a minute at last: a disk that is cleared is found again soon, a broken one does no harm.
    private const int First = 2;
    private const int Last = 60;

    /// <summary>Whether packs of the sweep are not asked for now.</summary>
    public bool Avoids => (IsTrying || Wait > 0) && !IsBetter;

    /// <summary>After it was found, or found again.</summary>
    public static Ailment After(Ailment? before, string reason)
    {
        var patience = before is null ? First : Math.Min(2 * before.Patience, Last);
        return new(reason, patience, patience, false, false);
    }

    /// <summary>Whether it has been due for long without a try: the sweep is over, or others train it.</summary>
    public bool IsForgotten => !IsTrying && Wait <= -Last;

    /// <summary>A tick later.</summary>
    public Ailment Waited(bool isTrying) => this with { Wait = Wait - 1, IsTrying = isTrying, IsBetter = isTrying && IsBetter };
}
