using Microsoft.Extensions.Time.Testing;
using SweepCluster.Cluster.Logging;

namespace SweepCluster.Cluster.Tests.Logging;

public sealed class FewLinesTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _written = [];

    [Fact]
    public void A_few_lines_of_a_kind_are_written_and_the_others_summed_up_once()
    {
        using var few = new FewLines(2, TimeSpan.FromMinutes(1), _clock);
        for (var i = 0; i < 300; i++)
            Write(few, "closed", $"closed {i}");
        Write(few, "refused", "refused");
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(["closed 0", "closed 1", "refused"], _written);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["closed 299 and 298"], _written[3..]);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Write(few, "closed", "again");
        Assert.Equal(["again"], _written[4..]);
    }

    [Fact]
    public void Ever_new_kinds_do_not_lead_to_ever_more_lines()
    {
        using var few = new FewLines(1, TimeSpan.FromMinutes(1), _clock);
        for (var i = 0; i < 10_000; i++)
            Write(few, $"kind {i}", $"{i}");

        Assert.InRange(_written.Count, 100, 300);
    }

    private void Write(FewLines few, string kind, string line)
    {
        if (few.Takes(kind, more => _written.Add($"{line} and {more}")))
            _written.Add(line);
    }
}
