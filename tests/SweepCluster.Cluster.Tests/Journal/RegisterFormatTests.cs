using System.Runtime.Serialization;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Register;
using SweepCluster.Sweeps.State;
using static SweepCluster.Cluster.Register.RegisterEvents;

namespace SweepCluster.Cluster.Tests.Journal;

public sealed class RegisterFormatTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly RegisterSerializer _serializer = new(null!);

    /// <summary>Every kind of event of release 0.2, each field with a value of its own, as in the fixture.</summary>
    private static IRegisterEvent[] Events =>
    [
        new SweepAdmitted("first", "f1", "text 1", 2, Noon),
        new SweepAdmitted("second", "f2", "text 2", 3, Noon.AddTicks(1)),
        new SweepClosed("first", new Account(21, 1, 2, 3, 4, 11), EndReason.Cancelled),
        new SweepReopened("first"),
        new SweepClosed("second", new Account(5, 5, 0, 0, 0, 0), EndReason.GoalReached),
    ];

    [Fact]
    public void A_register_of_release_0_2_stays_readable()
    {
        var read = Fixture().ToList();
        var register = read.Aggregate(SweepRegister.Empty, (known, registerEvent) => known.Apply(registerEvent));

        Assert.Equal(Events, read);
        Assert.Equal(["first", "second"], register.Sweeps.Select(sweep => sweep.Admitted.SweepId));
        Assert.Equal([null, EndReason.GoalReached], register.Sweeps.Select(sweep => sweep.Closed?.Reason));
    }

    [Fact]
    public void An_event_comes_back_as_it_was_written() => Assert.All(Events, written => Assert.Equal(
        written, _serializer.FromBinary(_serializer.ToBinary(written), _serializer.Manifest(written))));

    [Fact]
    public void The_outcome_of_a_sweep_is_kept()
    {
        var written = new SweepClosed("third", new Account(5, 3, 0, 0, 2, 0), EndReason.Finished)
        {
            Highlights = new Highlights(
                [3, 0, 0, 0, 0],
                [new TopTrial(4, 0.25) { Proposed = Example.Round.Trials[1] }, new TopTrial(1, 0.5)]),
            Course = new SweepCourse("mae", TimeSpan.FromMinutes(7), null, "threw") { Kind = "linear" },
        };

        Assert.Equal(written, _serializer.FromBinary(_serializer.ToBinary(written), _serializer.Manifest(written)));
    }

    [Fact]
    public void An_unknown_manifest_is_refused() =>
        Assert.Throws<SerializationException>(() => _serializer.FromBinary([], "admitted.99"));

    private IEnumerable<IRegisterEvent> Fixture() =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Journal", "register-0.2.txt"))
            .Select(line => line.Split(' '))
            .Select(parts => (IRegisterEvent)_serializer.FromBinary(Convert.FromBase64String(parts[1]), parts[0]));
}
