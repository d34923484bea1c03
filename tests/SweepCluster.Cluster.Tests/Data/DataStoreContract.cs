using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Stores;

namespace SweepCluster.Cluster.Tests.Data;

/// <summary>What every store of data must do.</summary>
public abstract class DataStoreContract
{
    private const int Chunk = SqlDataStore.RowBytes;

    /// <summary>Opens the store; within a test, each call opens the same one again, as after a restart.</summary>
    protected abstract IDataStore Open();

    /// <summary>The number of items in the store that are not part of whole data.</summary>
    protected abstract long Leftovers();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk)]
    [InlineData((2 * Chunk) + 1)]
    public void Stored_data_are_there_after_a_restart(int length)
    {
        var bytes = Bytes.Of(length, length);
        Open().Put(bytes);

        Assert.Equal(bytes, Open().Get(Bytes.Hash(bytes)));
        Assert.Equal(0, Leftovers());
    }

    [Fact]
    public void Forgotten_data_are_gone_and_others_are_not()
    {
        var (gone, stays) = (Bytes.Of(1, (2 * Chunk) + 1), Bytes.Of(2, Chunk));
        var store = Open();
        store.Put(gone);
        store.Put(stays);
        store.Forget(Bytes.Hash(gone));
        store.Forget(Bytes.Hash(gone));

        Assert.Null(Open().LengthOf(Bytes.Hash(gone)));
        Assert.Equal(stays, Open().Get(Bytes.Hash(stays)));
        Assert.Equal(0, Leftovers());
        store.Put(gone);
        Assert.Equal(gone, Open().Get(Bytes.Hash(gone)));
    }

    [Fact]
    public void Data_that_were_never_stored_are_not_there()
    {
        var store = Open();
        var hash = Bytes.Hash([1]);

        Assert.Null(store.LengthOf(hash));
        Assert.Equal(0, store.Read(hash, 0, new byte[10]));
    }

    [Fact]
    public void Pieces_of_any_size_that_repeat_or_come_too_early_give_the_same_data()
    {
        var store = Open();
        var seed = 0;
        // Each pair is a piece: its distance from the upload's offset, and its length.
        var pieces = Gen.Choose(-20_000, 10_000).Zip(Gen.Choose(0, 60_000)).ArrayOf(20).ToArbitrary();
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20_260_101, 4_711).WithMaxTest(30),
            Prop.ForAll(pieces, drawn => Holds(store, Bytes.Of(++seed, 700_000 + seed), drawn)));
        Assert.Equal(0, Leftovers());
    }

    [Fact]
    public void Any_part_can_be_read()
    {
        var bytes = Bytes.Of(3, (3 * Chunk) + 17);
        var store = Open();
        store.Put(bytes);
        int[] offsets = [0, 1, Chunk - 1, Chunk, Chunk + 5, (3 * Chunk) + 16, bytes.Length, bytes.Length + 5];
        foreach (var offset in offsets)
        {
            foreach (var length in new[] { 0, 1, 100, Chunk, (2 * Chunk) + 3, 5 * Chunk })
            {
                var buffer = new byte[length];
                var read = store.Read(Bytes.Hash(bytes), offset, buffer);
                Assert.Equal(bytes.Skip(offset).Take(length), buffer.Take(read));
            }
        }
    }

    [Fact]
    public void Other_bytes_than_announced_are_refused_and_leave_nothing()
    {
        var store = Open();
        var announced = Bytes.Of(5, 1000);
        using (var upload = store.Begin(Bytes.Hash(announced), 1000))
        {
            upload.Append(0, Bytes.Of(6, 1000));
            Assert.Contains("not what was announced", Assert.Throws<DataRefusedException>(upload.Commit).Message);
        }

        Assert.Null(store.LengthOf(Bytes.Hash(announced)));
        Assert.Equal(0, Leftovers());
    }

    [Fact]
    public void More_bytes_than_announced_are_refused()
    {
        using var upload = Open().Begin(Bytes.Hash([1]), 10);
        upload.Append(0, new byte[4]);

        Assert.Throws<DataRefusedException>(() => upload.Append(4, new byte[7]));
        Assert.Throws<DataRefusedException>(() => upload.Append(11, []));
        Assert.Throws<DataRefusedException>(() => upload.Append(-1, [1]));
        Assert.Throws<DataRefusedException>(() => upload.Append(long.MaxValue, [1]));
        Assert.Equal(4, upload.Offset);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(DataTransfer.MostBytes + 1)]
    [InlineData(long.MaxValue)]
    public void Data_that_are_too_large_are_refused(long length)
    {
        var refused = Assert.Throws<DataRefusedException>(() => Open().Begin(Bytes.Hash([]), length));

        Assert.Contains("at most", refused.Message);
    }

    [Fact]
    public void Data_are_not_there_before_their_commit_or_after_an_upload_without_one()
    {
        var store = Open();
        var bytes = Bytes.Of(7, Chunk + 1);
        using (var upload = store.Begin(Bytes.Hash(bytes), bytes.Length))
        {
            upload.Append(0, bytes);
            Assert.Null(store.LengthOf(Bytes.Hash(bytes)));
        }

        Assert.Null(Open().LengthOf(Bytes.Hash(bytes)));
        Assert.Equal(0, Leftovers());
    }

    [Fact]
    public void An_incomplete_upload_cannot_be_committed()
    {
        using var upload = Open().Begin(Bytes.Hash([]), 1);

        Assert.Throws<InvalidOperationException>(upload.Commit);
    }

    [Fact]
    public void The_same_data_can_be_uploaded_twice_at_the_same_time()
    {
        var store = Open();
        var bytes = Bytes.Of(8, Chunk + 1);
        using (var one = store.Begin(Bytes.Hash(bytes), bytes.Length))
        using (var other = store.Begin(Bytes.Hash(bytes), bytes.Length))
        {
            one.Append(0, bytes);
            other.Append(0, bytes);
            one.Commit();
            other.Commit();
        }

        Assert.Equal(bytes, store.Get(Bytes.Hash(bytes)));
        Assert.Equal(0, Leftovers());
    }

    private static bool Holds(IDataStore store, byte[] bytes, (int Shift, int Length)[] pieces)
    {
        var hash = Bytes.Hash(bytes);
        using (var upload = store.Begin(hash, bytes.Length))
        {
            foreach (var (shift, length) in pieces)
            {
                var offset = (int)Math.Clamp(upload.Offset + shift, 0, bytes.Length);
                var before = upload.Offset;
                var end = Math.Min(offset + length, bytes.Length);
                upload.Append(offset, bytes.AsSpan(offset..end));
                Assert.Equal(offset <= before ? Math.Max(before, end) : before, upload.Offset);
            }

            upload.Append(upload.Offset, bytes.AsSpan((int)upload.Offset));
            upload.Commit();
        }

        return bytes.AsSpan().SequenceEqual(store.Get(hash));
    }
}
