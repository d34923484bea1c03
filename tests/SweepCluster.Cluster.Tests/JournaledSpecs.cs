using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.TestKit;
using Akka.TestKit.Xunit;

namespace SweepCluster.Cluster.Tests;

/// <summary>Actors with a journal in memory whose writes can be made to fail.</summary>
public abstract class JournaledSpecs()
    : TestKit(ConfigurationFactory.ParseString("akka.loglevel = OFF")
        .WithFallback(ConfigurationFactory.FromResource<TestJournal>("Akka.Persistence.TestKit.config.conf")))
{
    protected JournalWriteBehavior Writes =>
        TestJournal.FromRef(Persistence.Instance.Apply(Sys).JournalFor(null)).OnWrite;
}
