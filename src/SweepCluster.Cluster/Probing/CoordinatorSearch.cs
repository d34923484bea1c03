using System.Collections.Immutable;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Probing;

/// <summary>Looks for coordinators at given addresses, and says why there are none.</summary>
/// <param name="given">The addresses.</param>
/// <param name="security">Protects the cluster's connections.</param>
internal sealed class CoordinatorSearch(ImmutableArray<NodeAddress> given, TransportSecurity security)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(0.5);

    // A peer that refuses us logs a line for each try, and people take time to fix the cause.
    private static readonly TimeSpan AgainAtSomebody = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // One answer is enough to begin; the others may take no longer than this.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.25);

    private readonly AddressProbe _probe = new(security);

    /// <summary>Looks at all addresses once.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ImmutableArray<ProbedAddress>> LookAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var looks = given.Select(address => _probe.LookAsync(address, limit.Token)).ToList();
        await foreach (var look in Task.WhenEach(looks).ConfigureAwait(false))
        {
            if ((await look.ConfigureAwait(false)).Own is not null)
                limit.CancelAfter(Moment);
        }

        cancellation.ThrowIfCancellationRequested();
        return [.. await Task.WhenAll(looks).ConfigureAwait(false)];
    }

    /// <summary>Looks until a node answers, however long that takes.</summary>
    /// <param name="tell">Hears why none does, at first and whenever that changes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The own addresses of the nodes that answer; other addresses as they were given.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ImmutableArray<NodeAddress>> FindAsync(Action<string> tell, CancellationToken cancellation)
    {
        var told = "";
        while (true)
        {
            var probed = await LookAsync(cancellation).ConfigureAwait(false);
            if (probed.Any(address => address.Own is not null))
                return [.. probed.Select(address => address.Known).Distinct()];
            var words = Words(probed);
            if (words != told)
                tell(words);
            told = words;
            var pause = probed.All(address => address.IsSomebody) ? AgainAtSomebody : Again;
            await Task.Delay(pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Why nobody answers, address by address; addresses with the same reason come together.</summary>
    public static string Words(IEnumerable<ProbedAddress> probed) => string.Join("; ", probed
        .Where(address => address.Own is null)
        .GroupBy(address => address.Reason, address => address.Asked)
        .Select(reason => $"{string.Join(", ", reason)}: {reason.Key}"));

    /// <summary>Which nodes are there, and why they may not be enough.</summary>
    public static string WordsOfFound(IReadOnlyCollection<ProbedAddress> probed)
    {
        var found = probed.Where(address => address.Own is not null).ToList();
        var others = found.Where(address => address.Own != address.Asked)
            .Select(address => $"{address.Asked} calls itself {address.Own}: may this machine reach it so?").ToList();
        return $"a node is there at {string.Join(", ", found.Select(address => address.Asked))}"
            + (others.Count > 0 ? $" ({string.Join("; ", others)})" : "")
            + (probed.Count == 1 ? ": is it a coordinator, and no worker?" : ": are most of the coordinators up?");
    }

    /// <summary>Tells why a node that has found somebody may still wait to join, again whenever that changes.</summary>
    /// <param name="tell">Hears the reason.</param>
    /// <param name="cancellation">Ends the watch.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task WatchAsync(Action<string> tell, CancellationToken cancellation)
    {
        for (var told = ""; ;)
        {
            await Task.Delay(AgainAtSomebody, cancellation).ConfigureAwait(false);
            var probed = await LookAsync(cancellation).ConfigureAwait(false);
            var words = probed.All(address => address.Own is null) ? Words(probed) : WordsOfFound(probed);
            if (words != told)
                tell(words);
            told = words;
        }
    }
}
