using Parquet;
using Parquet.Schema;
using SweepCluster.Dashboard.Tables;

namespace SweepCluster.Dashboard.Tests.Tables;

public sealed class ParquetTableTests
{
    private const string Summary =
        "rank,trial_id,state,rmse,verdict,optimizer,learning_rate\n"
        + "1,7,COMPLETE,0.1,CONVERGED,adam,1\n"
        + "2,3,COMPLETE,2.5E-07,STALLED,\"a, \"\"b\"\"\",0.5\n"
        + ",5,DIVERGED,NaN,DIVERGED,sgd,Infinity\n"
        + ",9,FAILED,,,sgd,3\n";

    [Fact]
    public async Task Counts_are_whole_numbers_metrics_float64_and_words_text()
    {
        using var reader = await Written();

        var (text, number) = (typeof(ReadOnlyMemory<char>), typeof(double));
        Assert.Equal(
            [typeof(long), typeof(long), text, number, text, text, number],
            reader.Fields.Select(field => field.ClrType));
        Assert.Equal([1, 2, null, null], await reader.Numbers<long>("rank"));
        Assert.Equal([7, 3, 5, 9], await reader.Numbers<long>("trial_id"));
        Assert.Equal([0.1, 2.5e-7, double.NaN, null], await reader.Numbers<double>("rmse"));
        Assert.Equal([1, 0.5, double.PositiveInfinity, 3], await reader.Numbers<double>("learning_rate"));
        Assert.Equal(["adam", "a, \"b\"", "sgd", "sgd"], await reader.Texts("optimizer"));
        Assert.Equal(["CONVERGED", "STALLED", "DIVERGED", null], await reader.Texts("verdict"));
    }

    private static async Task<Rows> Written()
    {
        var file = new MemoryStream();
        using var summary = new StringReader(Summary);
        await ParquetTable.WriteAsync(file, summary);
        var stop = TestContext.Current.CancellationToken;
        return new Rows(await ParquetReader.CreateAsync(file, cancellationToken: stop));
    }

    private sealed class Rows(ParquetReader reader) : IDisposable
    {
        private readonly ParquetRowGroupReader _rows = reader.OpenRowGroupReader(0);

        public DataField[] Fields => reader.Schema.DataFields;

        public async Task<T?[]> Numbers<T>(string name)
            where T : struct
        {
            var cells = new T?[_rows.RowCount];
            await _rows.ReadAsync<T>(Field(name), cells.AsMemory(), null, TestContext.Current.CancellationToken);
            return cells;
        }

        public async Task<IEnumerable<string?>> Texts(string name)
        {
            var cells = new string?[_rows.RowCount];
            await _rows.ReadAsync(Field(name), cells.AsMemory()!, null, TestContext.Current.CancellationToken);
            return cells;
        }

        public void Dispose() => _rows.Dispose();

        private DataField Field(string name) => Fields.Single(field => field.Name == name);
    }
}
