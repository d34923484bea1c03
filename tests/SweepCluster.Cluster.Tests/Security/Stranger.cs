using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace SweepCluster.Cluster.Tests.Security;

/// <summary>A message with a serializer that no node of ours has.</summary>
internal sealed record Stranger
{
    public static Config Configuration => ConfigurationFactory.ParseString(
        """
        akka.actor {
          serializers.stranger = "SweepCluster.Cluster.Tests.Security.Stranger+Serializer, SweepCluster.Cluster.Tests"
          serialization-bindings {
            "SweepCluster.Cluster.Tests.Security.Stranger, SweepCluster.Cluster.Tests" = stranger
          }
        }
        """);

    public sealed class Serializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public override int Identifier => 999;

        public override string Manifest(object o) => "stranger";

        public override byte[] ToBinary(object obj) => [1, 2, 3];

        public override object FromBinary(byte[] bytes, string manifest) => new Stranger();
    }
}
