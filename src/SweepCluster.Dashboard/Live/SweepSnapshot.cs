using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Dashboard.Live;

/// <summary>One sweep as it was when the cluster was last asked.</summary>
public sealed class SweepSnapshot
{
    private readonly Lazy<SweepTable>? _table;

    private SweepSnapshot(SweepReading? reading, ClusterOutage? outage, Lazy<SweepTable>? table) =>
        (Reading, Outage, _table) = (reading, outage, table);

    /// <summary>Before the first answer.</summary>
    public static SweepSnapshot Nothing { get; } = new(null, null, null);

    /// <summary>Whether the cluster has told anything; if not, only <see cref="Outage"/> is set.</summary>
    public bool IsKnown => Reading is not null;

    /// <summary>How it stands.</summary>
    public SweepStatus Status => Known.Status;

    /// <summary>What is swept.</summary>
    public SweepSpec Spec => Known.Spec;

    /// <summary>The sweep file with every default filled in; its data have the name that their sender used.</summary>
    public string Text => Known.Text;

    /// <summary>Of the sweep and its data.</summary>
    public string Fingerprint => Known.Fingerprint;

    /// <summary>Whether it has more trials than are shown; then <see cref="Table"/> is empty.</summary>
    public bool IsTooLarge => Known.IsTooLarge;

    /// <summary>Why nothing newer is known; null while the cluster answers.</summary>
    public ClusterOutage? Outage { get; }

    /// <summary>Whether <see cref="Status"/> is new, though the results may not be.</summary>
    public bool IsStatusNew => IsKnown && (Outage is null || Reading!.IsStatusNew);

    /// <summary>The results so far; ranked on first use, once for all callers.</summary>
    public SweepTable Table => _table?.Value ?? throw NotKnown;

    /// <summary>What the cluster has told.</summary>
    internal SweepReading? Reading { get; }

    private SweepReading Known => Reading ?? throw NotKnown;

    private static InvalidOperationException NotKnown => new("The cluster has not told of this sweep yet.");

    /// <summary>With what was read and what went wrong; this very object if both are as before.</summary>
    internal SweepSnapshot With(SweepReading? reading, ClusterOutage? outage)
    {
        if (reading == Reading && outage == Outage && !ReferenceEquals(this, Nothing))
            return this;
        var isSame = reading is null || ReferenceEquals(reading.Results, Reading?.Results);
        return new SweepSnapshot(reading, outage, isSame ? _table : new Lazy<SweepTable>(reading!.Tabulate));
    }
}

/// <summary>What a cluster has told about one sweep.</summary>
internal sealed record SweepReading(
    SweepStatus Status, SweepSpec Spec, string Text, string Fingerprint, GrowingResults Results)
{
    private const long MostTrials = 1_000_000;

    /// <summary>Whether the last round of questions brought the status, even if it failed later.</summary>
    public bool IsStatusNew { get; init; }

    /// <summary>Whether its trials are more than fit here.</summary>
    public bool IsTooLarge { get; } = Spec.Planned > MostTrials;

    /// <summary>Ranks the results.</summary>
    public SweepTable Tabulate() => new(
        IsTooLarge ? new SweepResults(Spec, TrialOrder.Of(Spec), [], [], [], Status.Account) : Results.Ranked());
}
