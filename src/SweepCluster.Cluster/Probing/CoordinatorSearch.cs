using System.Collections.Immutable;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Probing;

/// <summary>Looks for coordinators at the addresses that were given, and says why there are none.</summary>
/// <param name="given">The addresses.</param>
/// <param name="security">What protects the cluster's connections.</param>
internal sealed class CoordinatorSearch(ImmutableArray<NodeAddress> given, TransportSecurity security)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(0.5);

    // Each look at somebody who refuses us is a line in the log there, and is mended by people.
    private static readonly TimeSpan AgainAtSomebody = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // One that answers is enough to begin; the others may take no longer than this.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.25);

    private readonly AddressProbe _probe = new(security);

    /// <summary>Looks at all addresses once.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
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
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>What the nodes that answer call themselves; other addresses as they were given.</returns>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
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
            await Task.Delay(probed.All(address => address.IsSomebody) ? AgainAtSomebody : Again, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Why nobody answers: address by address, those of one reason together.</summary>
    public static string Words(IEnumerable<ProbedAddress> probed) => string.Join("; ", probed
        .Where(address => address.Own is null)
        .GroupBy(address => address.Trouble, address => address.Asked)
        .Select(reason => $"{string.Join(", ", reason)}: {reason.Key}"));

    /// <summary>Who is there, and why that may not do.</summary>
    public static string WordsOfFound(IReadOnlyCollection<ProbedAddress> probed)
    {
        var found = probed.Where(address => address.Own is not null).ToList();
        var others = found.Where(address => address.Own != address.Asked)
            .Select(address => $"{address.Asked} calls itself {address.Own}: may this machine reach it so?").ToList();
        return $"a node is there at {string.Join(", ", found.Select(address => address.Asked))}"
            + (others.Count > 0 ? $" ({string.Join("; ", others)})" : "")
            + (probed.Count == 1 ? ": is it a coordinator, and no worker?" : ": are most of the coordinators up?");
    }

    /// <summary>Tells what may keep a node from being let in that has found somebody, at first and whenever it changes.</summary>
    /// <param name="tell">Hears it.</param>
    /// <param name="cancellation">Ends the telling.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
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
