using System.Security.Cryptography;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Tests.Data;

/// <summary>Pseudorandom bytes, the same in every run.</summary>
internal static class Bytes
{
    public static byte[] Of(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static DataHash Hash(byte[] bytes) => DataHash.Of(SHA256.HashData(bytes));

    public static void Put(this IDataStore store, byte[] bytes)
    {
        using var upload = store.Begin(Hash(bytes), bytes.Length);
        upload.Append(0, bytes);
        upload.Commit();
    }

    public static byte[] Get(this IDataStore store, DataHash hash)
    {
        var bytes = new byte[store.LengthOf(hash) ?? throw new InvalidOperationException("The data are not there.")];
        Assert.Equal(bytes.Length, store.Read(hash, 0, bytes));
        return bytes;
    }
}
