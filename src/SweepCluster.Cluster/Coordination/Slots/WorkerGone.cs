using Akka.Actor;

namespace SweepCluster.Cluster.Coordination.Slots;

/// <summary>A worker node has left or cannot be reached.</summary>
/// <param name="Worker">Its name.</param>
internal sealed record WorkerGone(string Worker) : INoSerializationVerificationNeeded;
