using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Live;

/// <summary>One sweep as it was when the cluster was last asked.</summary>
public sealed class SweepSnapshot
{
    private readonly Lazy<SweepTable>? _table;

    private SweepSnapshot(SweepReading? reading, Trouble? trouble, Lazy<SweepTable>? table) =>
        (Reading, Trouble, _table) = (reading, trouble, table);

    /// <summary>Before the first answer.</summary>
    public static SweepSnapshot Nothing { get; } = new(null, null, null);

    /// <summary>Whether the cluster has told of the sweep at all; if not, only <see cref="Trouble"/> says anything.</summary>
    public bool IsKnown => Reading is not null;

    /// <summary>How it stands.</summary>
    public SweepStatus Status => Known.Status;

    /// <summary>What is swept.</summary>
    public SweepSpec Spec => Known.Spec;

    /// <summary>The sweep file with every default filled in; it calls its data as they were called where they came from.</summary>
    public string Text => Known.Text;

    /// <summary>Of the sweep and its data.</summary>
    public string Fingerprint => Known.Fingerprint;

    /// <summary>Whether it has more trials than are shown; then <see cref="Table"/> is empty.</summary>
    public bool IsTooLarge => Known.IsTooLarge;

    /// <summary>Why nothing newer is known; null while the cluster answers.</summary>
    public Trouble? Trouble { get; }

    /// <summary>Whether <see cref="Status"/> is of now though the results may not be.</summary>
    public bool IsStatusNew => IsKnown && (Trouble is null || Reading!.IsStatusNew);

    /// <summary>The results so far; ranked when first asked for, once for all who ask.</summary>
    public SweepTable Table => _table?.Value ?? throw NotKnown;

    /// <summary>What was read of the cluster.</summary>
    internal SweepReading? Reading { get; }

    private SweepReading Known => Reading ?? throw NotKnown;

    private static InvalidOperationException NotKnown => new("The cluster has not told of this sweep yet.");

    /// <summary>With what was read and what went wrong; this very one where both are as before.</summary>
    internal SweepSnapshot With(SweepReading? reading, Trouble? trouble)
    {
        if (reading == Reading && trouble == Trouble && !ReferenceEquals(this, Nothing))
            return this;
        var sameResults = reading is not null && ReferenceEquals(reading.Results, Reading?.Results);
        return new SweepSnapshot(reading, trouble, sameResults || reading is null ? _table : new Lazy<SweepTable>(reading.Tabulate));
    }
}

/// <summary>What a cluster has told of one sweep.</summary>
internal sealed record SweepReading(SweepStatus Status, SweepSpec Spec, string Text, string Fingerprint, GrowingResults Results)
{
    private const long MostTrials = 1_000_000;

    /// <summary>Whether the status was told in the same round of questions in which something else was not.</summary>
    public bool IsStatusNew { get; init; }

    /// <summary>Whether its trials are more than fit here.</summary>
    public bool IsTooLarge { get; } = new TrialOrder(Spec).Planned > MostTrials;

    /// <summary>Ranks the results.</summary>
    public SweepTable Tabulate() => new(
        IsTooLarge ? new SweepResults(Spec, [], [], [], Status.Account) : Results.Ranked());
}
