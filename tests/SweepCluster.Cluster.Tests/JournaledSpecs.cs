using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.TestKit;
using Akka.TestKit.Xunit;

namespace SweepCluster.Cluster.Tests;

/// <summary>Actors with a journal in memory, whose writes a test can let fail.</summary>
public abstract class JournaledSpecs(string settings = "")
    : TestKit(ConfigurationFactory.ParseString(settings).WithFallback(ConfigurationFactory.ParseString(
        """
        akka {
          actor.provider = cluster
          remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
        }
        """))
        .WithFallback(Quiet.Config)
        .WithFallback(ConfigurationFactory.FromResource<TestJournal>("Akka.Persistence.TestKit.config.conf")))
{
    protected JournalWriteBehavior Writes =>
        TestJournal.FromRef(Persistence.Instance.Apply(Sys).JournalFor(null)).OnWrite;
}
