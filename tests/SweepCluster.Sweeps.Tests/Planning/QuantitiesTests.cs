using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Sweeps.Tests.Planning;

public sealed class QuantitiesTests
{
    private const double Year = 365.25 * 86_400;

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1_234_567, "1,234,567")]
    [InlineData(999_999_999_999, "999,999,999,999")]
    [InlineData(1e12, "1.0 × 10^12")]
    [InlineData(4_611_686_018_427_390_000, "4.6 × 10^18")]
    [InlineData(9.97e18, "1.0 × 10^19")]
    [InlineData(1e300, "1.0 × 10^300")]
    [InlineData(double.PositiveInfinity, "more than 10^308")]
    public void Counts_are_written_out_while_people_can_read_them(double count, string words) =>
        Assert.Equal(words, Quantities.Count(count));

    [Theory]
    [InlineData(152e6, "152 MB")]
    [InlineData(999.6e6, "1 GB")]
    [InlineData(36.54e9, "36.5 GB")]
    [InlineData(365e9, "365 GB")]
    [InlineData(2.5e12, "2.5 TB")]
    [InlineData(1.84e21, "1,840 EB")]
    [InlineData(1e40, "1.0 × 10^22 EB")]
    public void Sizes_have_the_unit_that_makes_them_short(double bytes, string words) =>
        Assert.Equal(words, Quantities.Size(bytes));

    [Theory]
    [InlineData(0.4, "less than a second")]
    [InlineData(40, "about 40 seconds")]
    [InlineData(600, "about 10 minutes")]
    [InlineData(86_400, "about 24 hours")]
    [InlineData(5.5 * 86_400, "about 5.5 days")]
    [InlineData(300 * 86_400, "about 300 days")]
    [InlineData(4.5 * Year, "about 4.5 years")]
    [InlineData(1234 * Year, "about 1,234 years")]
    [InlineData(50_000 * Year, "about 50 thousand years")]
    [InlineData(1766576713.8 * 86_400, "about 4.8 million years")]
    [InlineData(1e10 * Year, "more than a billion years")]
    public void Times_have_the_unit_that_makes_them_short(double seconds, string words) =>
        Assert.Equal(words, Quantities.Time(seconds));
}
