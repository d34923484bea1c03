using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Data;

/// <summary>Asks a data server, over any transport.</summary>
internal static class DataAsking
{
    /// <summary>The answer; null if none came in time or it is about other data.</summary>
    /// <remarks>Transports fail in ways of their own; each counts as silence, and the caller asks again.</remarks>
    public static async Task<DataProtocol.IReply?> TryAsync(
        Func<object, TimeSpan, Task<object>> ask, DataProtocol.IAboutData message, CancellationToken cancellation)
    {
        try
        {
            var answer = await ask(message, DataTransfer.AnswerWithin).WaitAsync(cancellation).ConfigureAwait(false);
            return answer is DataProtocol.IReply reply && reply.Hash == message.Hash ? reply : null;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
