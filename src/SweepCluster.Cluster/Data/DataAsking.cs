using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Data;

/// <summary>Asks a data server, over whatever carries messages to one.</summary>
internal static class DataAsking
{
    /// <summary>The answer, or null where none came in time or it is not about these data.</summary>
    /// <remarks>What carries the message may fail in ways of its own; all of them are silence, and silence is asked again.</remarks>
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
