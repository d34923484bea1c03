using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Dashboard.Wording;

/// <summary>Why a sweep that could go on does not.</summary>
internal static class WaitingWords
{
    /// <summary>The reason and what to do; null if it is in training or cannot be now.</summary>
    public static string? Of(SweepStatus status, IReadOnlyList<NodeStatus> nodes)
    {
        if (status.Phase is not (SweepPhase.Queued or SweepPhase.Running) || status.Packs > 0)
            return null;
        var workers = nodes.Where(IsWorker).ToList();
        var present = workers.Where(IsThere).ToList();
        var (slots, busy) = (present.Sum(node => node.Slots), present.Sum(node => node.Busy));
        return slots == 0 ? Nobody(workers, nodes)
            : busy < slots ? null
            : slots == 1 ? "Waits for the only slot, which trains another sweep."
            : $"Waits for a slot: all {slots} train other sweeps.";
    }

    private static string Nobody(List<NodeStatus> workers, IReadOnlyList<NodeStatus> nodes)
    {
        var unfit = workers.Where(node => node.State == "unfit").ToList();
        var away = workers.Count(node => node.State == "unreachable");
        return unfit.Count > 0
            ? $"Nothing trains it: {Are(unfit.Count)} unfit ({unfit[0].Problem})."
            : away > 0 ? $"Nothing trains it: {Are(away)} out of reach. "
                + $"See whether {(away == 1 ? "it is" : "they are")} up and the network lets them through."
            : workers.Count > 0 ? $"Nothing trains it yet: {Are(workers.Count)} about to begin."
            : $"Nothing trains it: no worker is there. Start one with: sweep worker --join {Coordinator(nodes)}";
    }

    private static string Are(int workers) => $"{CountWords.Of(workers, "worker")} {(workers == 1 ? "is" : "are")}";

    private static bool IsWorker(NodeStatus node) => node.Slots > 0 || node.Role.Split('+').Contains("worker");

    private static bool IsThere(NodeStatus node) => node.State is "up" or "active" && node.Slots > 0;

    private static string Coordinator(IReadOnlyList<NodeStatus> nodes) =>
        nodes.FirstOrDefault(node => node.State == "active")?.Address ?? "HOST:PORT";
}
