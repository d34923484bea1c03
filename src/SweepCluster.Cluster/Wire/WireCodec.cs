using Google.Protobuf;

namespace SweepCluster.Cluster.Wire;

/// <summary>How to write and read one type of message.</summary>
/// <param name="Manifest">Its name on the wire.</param>
/// <param name="Type">Its .NET type.</param>
/// <param name="Write">Writes a message.</param>
/// <param name="Read">Reads a message.</param>
internal sealed record WireCodec(
    string Manifest, Type Type, Func<object, IMessage> Write, Func<byte[], object> Read)
{
    /// <summary>The entry for a type of message.</summary>
    public static WireCodec Of<TMessage, TFormat>(
        string manifest, Func<TMessage, TFormat> write, Func<TFormat, TMessage> read)
        where TMessage : notnull
        where TFormat : IMessage<TFormat>, new()
    {
        var parser = new MessageParser<TFormat>(() => new TFormat());
        return new WireCodec(
            manifest, typeof(TMessage), message => write((TMessage)message), bytes => read(parser.ParseFrom(bytes)));
    }
}
