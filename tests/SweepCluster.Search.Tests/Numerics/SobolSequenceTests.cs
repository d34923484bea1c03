using System.Globalization;
using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Tests.Numerics;

public sealed class SobolSequenceTests
{
    [Fact]
    public void Points_are_those_of_the_reference() => Assert.All(
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Numerics", "sobol.golden.csv")).Skip(1),
        line =>
        {
            var fields = line.Split(',').Select(x => double.Parse(x, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(fields[2], SobolSequence.At((uint)fields[0], (int)fields[1]) / 4294967296.0);
        });

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 17)]
    [InlineData(500, 1023)]
    public void Scrambled_points_lie_as_evenly_as_the_plain_ones(int one, int other)
    {
        // 256 points of two dimensions: in each dimension one point per interval of 1/256.
        foreach (var dimension in new[] { one, other })
        {
            var seed = 0x9e3779b9u * (uint)(dimension + 1);
            var cells = Enumerable.Range(0, 256)
                .Select(i => SobolSequence.Scrambled(SobolSequence.At((uint)i, dimension), seed) >> 24);
            Assert.Equal(256, cells.Distinct().Count());
        }
    }
}
